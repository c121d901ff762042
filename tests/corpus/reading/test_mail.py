"""E-mails and mailboxes: the text of a message is an article, and so are its attached files."""

from email.message import EmailMessage
from html import escape

import pytest

from documents import keep
from presswork.corpus.reading.formats.mail.quoted_text import strip_prefix
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.records import read_records

BODY = "\n\n".join(
    f"The ferry number {number} of the lower lake was sold to a baker on Monday, who makes a bakery of it by June."
    for number in range(4)
)


def build(text=None, page=None, subject="Ferry sold", sender="Ann Example <ann@lake.example>", headers=(), files=()):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "b@lake.example", subject
    message["Date"] = "Tue, 4 May 2021 23:30:00 +0200"
    for name, value in headers:
        message[name] = value
    if text is not None:
        message.set_content(text)
    if page is not None:
        (message.set_content if text is None else message.add_alternative)(page, subtype="html")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def read(folder, data, name="a.eml"):
    path = folder / name
    path.write_bytes(bytes(data))
    return list(read_records(path, {}))


def list_lines(text):
    return [line for line in text.splitlines() if line.strip()]


def spell_page(body):
    return "".join(f"<p>{escape(each)}</p>" for each in body.split("\n\n")).replace("\n", "<br>")


def test_subject_sender_and_day_are_fields_of_the_text(tmp_path):
    (record,) = read(tmp_path, build(BODY))
    assert record.text.rstrip() == f"Ferry sold\n\n{BODY}"
    assert record.given == {"title": "Ferry sold", "byline": "Ann Example", "published": "2021-05-04"}


@pytest.mark.parametrize(
    ("sender", "headers", "outlet"),
    [
        ("The Lake Post <a@lake.example>", [("List-Unsubscribe", "<mailto:u@lake.example>")], "The Lake Post"),
        ("The Lake Post <newsletter@lake.example>", [], "The Lake Post"),
        ("no-reply@lake.example", [], "lake.example"),
    ],
)
def test_a_newsletter_is_from_an_outlet(tmp_path, sender, headers, outlet):
    (record,) = read(tmp_path, build(BODY, sender=sender, headers=headers))
    assert (record.given["outlet"], "byline" in record.given) == (outlet, False)


def test_html_goes_before_plain_text(tmp_path):
    (record,) = read(tmp_path, build("Only the plain version says this.", spell_page(BODY)))
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY)]
    assert "plain version" not in record.text


def test_furniture_of_newsletters_is_cut(tmp_path):
    page = spell_page(f"View it in your browser\n\n{BODY}\n\nYou no longer want it? Unsubscribe here.")
    (record,) = read(tmp_path, build(page=page))
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY)]


@pytest.mark.parametrize(
    ("charset", "text"), [("iso-8859-1", "Fähre"), ("windows-1252", "“Fähre”"), ("koi8-r", "Паром"), ("utf-8", "渡船")]
)
def test_letters_are_read_as_the_message_says(tmp_path, charset, text):
    message = EmailMessage()
    message["Subject"] = text
    message.set_content(f"{text}\n", charset=charset)
    (record,) = read(tmp_path, message)
    assert record.text.split() == [text, text]


@pytest.mark.parametrize(
    "below",
    [
        "-- \nAnn Example\nann@lake.example",
        "Sent from my telephone",
        "Von meinem iPhone gesendet",
        "On Mon, 3 May 2021 at 10:00, Bo Other <bo@lake.example> wrote:\n> Was it sold?\n>\n> I think so.",
        "On Mon, 3 May 2021 at 10:00, Bo Other\n<bo@lake.example> wrote:\nWas it sold?\n\nI think so.",
        "Am 03.05.21 um 10:00 schrieb Bo Other:\n> Wurde sie verkauft?",
        "Le lun. 3 mai 2021 à 10:00, Bo Other <bo@lake.example> a écrit :\n> Est-il vendu ?",
        "El lun, 3 may 2021 a las 10:00, Bo Other (<bo@lake.example>) escribió:\n> ¿Se vendió?",
        "From: Bo Other\nSent: Monday, May 3, 2021\nTo: Ann Example\nSubject: Ferry\n\nWas it sold?",
        "Von: Bo Other\nGesendet: Montag, 3. Mai 2021\nAn: Ann Example\nBetreff: Fähre\n\nWurde sie verkauft?",
    ],
)
def test_quoted_messages_and_signatures_are_cut(tmp_path, below):
    (record,) = read(tmp_path, build(f"{BODY}\n\n{below}\n"))
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY)]
    assert {cut.rule for cut in record.cuts} <= {"quoted message", "signature"}


@pytest.mark.parametrize("line", ["On Monday the mayor wrote:", "--", "From: the pier", "Title: Ferry > bakery"])
def test_running_text_is_no_quotation(tmp_path, line):
    (record,) = read(tmp_path, build(f"{BODY}\n\n{line}\n\n{BODY}\n"))
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY), line, *list_lines(BODY)]


@pytest.mark.parametrize(
    ("subject", "above"),
    [
        ("Fwd: Ferry sold", "---------- Forwarded message ---------\n"),
        ("See this", "Begin forwarded message:\n\n"),
        ("WG: Ferry sold", ""),
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("is_html", [False, True])
def test_of_a_forwarded_message_the_text_below_its_header_is_read(tmp_path, subject, above, mark, is_html):
    header = "From: The Lake Post <news@lake.example>\nDate: Mon, May 3, 2021\nSubject: Ferry sold\nTo: Ann"
    quoted = "".join(f"{mark}{line}\n" for line in f"{header}\n\n{BODY}".splitlines())
    text = f"Look at this.\n\nAnn\n\n{above}{quoted}"
    page = spell_page(f"Look at this.\n\nAnn\n\n{above}{header}\n\n{BODY}")
    (record,) = read(tmp_path, build(page=page, subject=subject) if is_html else build(text, subject=subject))
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY)]
    assert record.given["title"] == "Ferry sold"
    assert (record.given["outlet"], record.given["published"]) == ("The Lake Post", "Mon, May 3, 2021")


@pytest.mark.parametrize(
    ("subject", "title"), [("Re: AW: Ferry", "Ferry"), ("FW: TR: Ferry", "Ferry"), ("Ferry: a story", "Ferry: a story")]
)
def test_a_headline_has_no_marks_of_an_answer(subject, title):
    assert strip_prefix(subject) == title


def test_attached_files_are_read_and_what_is_left_is_told(tmp_path):
    files = [("ferry.txt", BODY.encode()), ("a.csv", b"title,text\nOne,First.\nTwo,Second.\n"), ("card.vcf", b"BEGIN")]
    found = read(tmp_path, build("It is attached.", files=files))
    records = [each for each in found if isinstance(each, Record)]
    assert [(each.member, each.record) for each in records] == [
        (None, None),
        ("ferry.txt", None),
        ("a.csv", 0),
        ("a.csv", 1),
    ]
    assert records[1].text == BODY
    assert [(each.reason, "card.vcf" in each.detail) for each in found if isinstance(each, Notice)] == [
        ("attachments not read", True)
    ]


def test_an_attached_message_is_a_message(tmp_path):
    outer = build()
    outer.add_attachment(build(BODY, subject="Ferry found"))
    (record,) = read(tmp_path, outer)
    assert (record.member, record.given["title"]) == ("attached message.eml", "Ferry found")


def test_pictures_need_no_remark(tmp_path):
    message = build(BODY)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    assert len(read(tmp_path, message)) == 1


def spell_box(*messages):
    return b"".join(b"From a@lake.example Tue May  4 10:00:00 2021\n" + bytes(each) + b"\n" for each in messages)


@pytest.mark.parametrize("name", ["a.mbox", "a.txt", "Inbox"])
def test_each_message_of_a_mailbox_is_read(tmp_path, name):
    text = "From here on, the ferry bakes.\n\n>From the pier it smells of bread.\n\nFrom the start it was a success."
    messages = [build(BODY, headers=[("Message-ID", "<1>")]), build(text, subject="Bread")]
    first, second = read(tmp_path, spell_box(*messages), name)
    assert [each.member for each in (first, second)] == ["message 1", "message 2"]
    assert list_lines(second.text) == ["Bread", *list_lines(text.replace(">From", "From"))]


def test_a_sentence_that_begins_as_the_line_above_a_message_does_is_part_of_its_text(tmp_path):
    text = "It was sold.\n\nFrom Monday on at 10:30\nthe ferry bakes.\n\nFrom 11:00 on it sells."
    box = spell_box(build(text)).replace(b">From", b"From")
    (record,) = read(tmp_path, box, "a.mbox")
    assert list_lines(record.text)[1:] == list_lines(text)


def test_messages_of_a_mailbox_need_no_blank_line_between_them(tmp_path):
    box = spell_box(build("It was sold."), build("It sells bread.", subject="Bread"))
    found = read(tmp_path, box.replace(b"\n\nFrom ", b"\nFrom "), "a.mbox")
    assert [each.given["title"] for each in found] == ["Ferry sold", "Bread"]


def test_a_message_without_text_is_rejected(tmp_path):
    (found,) = read(tmp_path, build(""))
    assert isinstance(found, Rejected)
    assert found.reason == "no text"


def test_many_parts_within_parts_are_refused_at_once(tmp_path):
    parts = "".join(f'--{n}\nContent-Type: multipart/mixed; boundary="{n + 1}"\n\n' for n in range(5000))
    (found,) = read(tmp_path, f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="0"\n\n{parts}'.encode())
    assert (found.reason, bool(found.remedy)) == ("broken e-mail", True)


LINK = "https://www.google.com/url?rct=j&sa=t&url=https://post.example/{}&ct=ga&cd=CAE&usg=x"
GOOGLE = "Google Alerts <googlealerts-noreply@google.com>"


@pytest.mark.parametrize("is_html", [True, False], ids=["HTML", "plain text"])
@pytest.mark.parametrize("sender", [GOOGLE, "Ann Example <ann@lake.example>"], ids=["sent", "forwarded"])
def test_an_alert_lists_addresses_and_is_no_article(tmp_path, sender, is_html):
    links = [LINK.format(name) for name in ("weir", "ferry", "weir")]
    page = "".join(f'<p><a href="{escape(link)}">The weir</a> Post. It was mended ...</p>' for link in links)
    text = "\n\n".join(f"The weir\nPost\nIt was mended ...\n<{link}>" for link in links)
    message = build(None if is_html else text, page if is_html else None, "Google Alert - weir", sender)
    (found,) = read(tmp_path, message)
    assert (type(found), found.reason) == (Rejected, "web addresses only")
    assert "2 web addresses" in found.detail


def test_an_article_may_link_to_a_page_by_way_of_google(tmp_path):
    (record,) = read(tmp_path, build(f"{BODY}\n\n{LINK.format('weir')}"))
    assert BODY in record.text


def spell_forward(sender, subject, text):
    head = f"From: {sender}\nDate: Mon, 3 May 2021\nSubject: {subject}\nTo: Ann <ann@lake.example>"
    return f"---------- Forwarded message ---------\n{head}\n\n{text}"


def test_of_a_message_that_was_forwarded_twice_the_inner_one_is_the_text(tmp_path):
    inner = spell_forward("Lake Post <news@post.example>", "Ferry sold", BODY)
    outer = spell_forward("Bo <bo@lake.example>", "Fwd: Ferry sold", f"See this.\n\n{inner}")
    (record,) = read(tmp_path, build(f"FYI\n\n{outer}", subject="Fwd: Fwd: Ferry sold"))
    assert record.given["outlet"] == "Lake Post"
    assert list_lines(keep(record)) == ["Ferry sold", *list_lines(BODY)]


def test_of_several_forwarded_messages_none_is_lost(tmp_path):
    second = spell_forward("Bo <bo@lake.example>", "Weir mended", "It was mended on Monday, after the flood.")
    first = spell_forward("Lake Post <news@post.example>", "Ferry sold", f"{BODY}\n\n{second}")
    (record,) = read(tmp_path, build(first, subject="Fwd: Ferry sold"))
    assert all(line in keep(record) for line in (*list_lines(BODY), "It was mended on Monday, after the flood."))


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-1", "koi8-r", "x-unknown", "utf-8"])
def test_text_in_utf_8_is_that_whatever_its_header_says(tmp_path, charset):
    text = "The café by the river costs € 3 million – naïve."
    head = f"From: a@b.example\nSubject: Café\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}"
    (record,) = read(tmp_path, f"{head}\n\n{text}\n".encode())
    assert list_lines(record.text) == ["Café", text]


def test_a_header_in_neither_ascii_nor_utf_8_is_read(tmp_path):
    (record,) = read(tmp_path, "Subject: Café\nMIME-Version: 1.0\n\nIt was sold.\n".encode("cp1252"))
    assert record.given["title"] == "Café"
