"""NPMI within windows against gensim's c_npmi, and its time. Needs gensim, no dependency: `pip install gensim`.

`python benchmarks/coherence.py FILE` takes a JSONL file with a `text` a line, or `lee`: 300 news items in gensim's
package. Prints for each number of topics the largest difference of a topic, the mean NPMI, that of windows in which a
term counts as often as it stands, and the seconds of both.
"""

import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workflow"))

import numpy as np
import polars as pl
from gensim.corpora import Dictionary
from gensim.models.coherencemodel import CoherenceModel
from gensim.test.utils import datapath
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from presswork.topics.coherence import WINDOW, coherence_windows
from presswork.topics.engines.registry import find_engine
from presswork.topics.quality import TOP_TERMS, rank_terms
from presswork.topics.windows import Windows, count_windows


def read_texts(corpus: str) -> list[list[str]]:
    """Return the words of each text in lower case."""
    if corpus == "lee":
        texts = Path(datapath("lee_background.cor")).read_text(encoding="latin-1").splitlines()
    else:
        texts = [json.loads(line)["text"] for line in Path(corpus).read_text(encoding="utf-8").splitlines()]
    return [re.findall(r"\w+", text.lower()) for text in texts]


def count_fully(texts: list[list[str]], terms: list[str]) -> Windows:
    """Return the counts of windows taken one by one, a term counting wherever it stands."""
    places = {term: place for place, term in enumerate(terms)}
    joint, total = np.zeros((len(terms), len(terms))), 0
    for text in texts:
        for start in range(max(1, len(text) - WINDOW + 1)):
            own = sorted({places[word] for word in text[start : start + WINDOW] if word in places})
            joint[np.ix_(own, own)] += 1
            total += 1
    return Windows(total, sparse.csr_array(joint))


def compare(texts: list[list[str]], k: int) -> None:
    """Print how our NPMI and gensim's compare for the topics of one model."""
    vectorizer = CountVectorizer(analyzer=lambda text: text, min_df=2, max_df=0.5)
    counts = sparse.csr_array(vectorizer.fit_transform(texts)).astype(float)
    names = vectorizer.get_feature_names_out()
    top = rank_terms(find_engine("nmf").fit(counts, k, 1).terms, TOP_TERMS)
    asked = np.unique(top)
    text = pl.DataFrame(
        [(f"{row:06d}", place, word) for row, words in enumerate(texts) for place, word in enumerate(words)],
        {"article_id": pl.String, "position": pl.Int64, "term": pl.String},
        orient="row",
    )
    started = time.perf_counter()
    own = np.searchsorted(asked, top)
    ours = coherence_windows(own, count_windows(text, pl.Series(names[asked].tolist()), WINDOW))
    between = time.perf_counter()
    model = CoherenceModel(
        topics=names[top].tolist(),
        texts=texts,
        dictionary=Dictionary(texts),
        coherence="c_npmi",
        topn=TOP_TERMS,
        processes=1,
    )
    theirs = np.array(model.get_coherence_per_topic())
    ended = time.perf_counter()
    fully = coherence_windows(own, count_fully(texts, names[asked].tolist()))
    print(
        f"K = {k}: largest difference {np.abs(ours - theirs).max():.1e}, mean {ours.mean():.4f}, "
        f"counted fully {fully.mean():.4f} (a topic differs by up to {np.abs(fully - ours).max():.4f}), "
        f"{between - started:.2f} s against {ended - between:.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    for size in (5, 10, 20):
        compare(read_texts(sys.argv[1]), size)
