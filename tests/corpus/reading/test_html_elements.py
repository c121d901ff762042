"""Where elements of certain classes stand in the visible text of a page."""

from presswork.corpus.reading.formats.html.visible_text import find_elements, parse_html, read_visible


def find(page, *names):
    """The text that each element of these classes shows, as it stands in the visible text."""
    tree = parse_html(page)
    text, _ = read_visible(tree)
    return [(each.name, text[each.start : each.end]) for each in find_elements(tree, names)]


def test_inline_elements_and_blocks_are_found_in_order():
    page = "<p>A <span class='x'>red <b>bus</b></span> stops.</p><div class='wide y'><p>It</p><p>goes.</p></div>"
    assert find(page, "x", "y") == [("x", "red bus"), ("y", "It\n\ngoes.")]


def test_of_elements_within_each_other_the_outer_comes_first():
    assert find("<div class='x'>A <i class='y'>bus</i></div>", "x", "y") == [("x", "A bus"), ("y", "bus")]


def test_an_element_of_two_classes_is_found_by_each():
    assert find("<p class='x y z'>A bus</p>", "x", "y") == [("x", "A bus"), ("y", "A bus")]


def test_elements_that_show_nothing_are_left_out():
    assert find("<p class='x'> </p><script class='x'>1</script><img class='x'><p>A bus</p>", "x") == []
