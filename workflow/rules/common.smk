# Shared by all rules: the checked configuration, digests of code, helper functions, and what a run prints.
import atexit
import json
import os
import shlex
import sys

sys.path.insert(0, str(ROOT / "workflow"))
# Snakemake inserts this into a shell command unquoted, but the path of the checkout may contain spaces.
sys.executable = shlex.quote(sys.executable)

from presswork.core import run_lock, screen
from presswork.core.analyses import find_analysis, is_conditional, matches_any
from presswork.core.code_digests import digest_code, digest_library
from presswork.core.configuration import (
    check_places,
    complete_configuration,
    spell_place,
    take_literally,
    without_locations,
)
from presswork.core.content import digest_contents
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.core.limits import ALWAYS_TRIED
from presswork.core.schema import WORK, find_tables
from presswork.core.shown_tables import restore_shown
from presswork.corpus.reading.source_files import (
    find_files,
    find_unused_annotations,
    measure_size,
    name_shards,
)
from presswork.figures.trace.tables import TRACE
from presswork.figures.inputs import (
    FIGURES as ALL_FIGURES,
    choose_figures,
    find_inputs,
    find_trace_inputs,
)
from presswork.topics.earlier_run import find_model
from job import describe_refusal
from reruns import list_unrecorded, require_records
from workers import Pool, replace_script

LOCK = str(ROOT / "requirements.lock")
LIBRARY = ROOT / "workflow/presswork"
LINE_WORDS = str(LIBRARY / "corpus/cleaning/furniture/words.csv")
LINE_MODEL = str(LIBRARY / "corpus/cleaning/furniture/lines_model.json")
HEADLINE_MODEL = str(LIBRARY / "corpus/cleaning/furniture/headlines_model.json")
FURNITURE = [
    str(LIBRARY / f"corpus/cleaning/furniture/{name}.csv")
    for name in ("en", "de", "agencies", "walls")
]

try:
    config.update(complete_configuration(take_literally(config, sys.argv)))
    config["results"] = spell_place(config["results"])
    # An unpacked share has no articles; what was made from them is in the results folder.
    SHARED = Path(config["results"], "share.json").is_file()
    check_places(config)
    if config["figures"]["font"] != "DejaVu Sans":
        # Imported only here: it takes half a second.
        from presswork.figures.drawing.appearance import check_font

        check_font(config["figures"]["font"])
    # Articles are not declared as inputs: Snakemake would compare their times, at 300 µs each; Presswork compares content.
    found, SKIPPED = ([], []) if SHARED else find_files(Path(config["seeds"]))
    SOURCES = [f"{config['seeds']}/{name}" for name in found]
    PLACED = find_model(config["model"])
except PressworkError as error:
    screen.stop(error)

FIGURE_NAMES = choose_figures(config)

screen.calm(workflow)
# Snakemake imports this package for every script but needs it only for notebooks; the import takes a second.
screen.import_lazily("nbformat")
pool = None
if workflow.is_main_process and os.name == "posix":
    # Rules use Snakemake's `script` under this name; jobs on a cluster use the original.
    pool = Pool(config["workers"])
    script = replace_script(script, pool)
LOCK_DIGEST = digest_file(Path(LOCK))
# A dry run writes nothing.
IS_DRY = workflow.output_settings.dryrun
# The process that is already writing to the results folder, if any. The folder is not created just for planning.
HOLDER = (
    run_lock.hold(Path(config["results"]))
    if workflow.is_main_process and not IS_DRY and os.path.isdir(config["results"])
    else None
)
SETTINGS = without_locations(config)
SPELLINGS = {
    name: str(LIBRARY / f"tokens/spellings/{name}.csv")
    for name in ("transliteration", "endings", "house_style")
}


# Without the table, acronyms are in lower case.
ACRONYMS = [str(LIBRARY / "tokens/acronyms.csv")][: config["tokens"]["keep_acronyms"]]


def annotated(name):
    """The table with this name in the folder `annotations`, if there is one."""
    return [str(path) for path in Path(config["seeds"]).glob(f"annotations/{name}.csv")]


def digest_sources():
    """The digest of the files of articles, which decides whether they are read again."""
    memory = Path(config["results"], screen.LOGS, "sources.json")
    return digest_contents(SOURCES, found, memory, remember=not IS_DRY)


def find_stopwords():
    """The stop list for the language, if there is one, and the user's, which extends or replaces it."""
    own = ANNOTATED["stopwords"]
    shipped = LIBRARY / f"tokens/stopwords/{config['corpus']['language']}.csv"
    is_replaced = own and config["tokens"]["stopwords"] == "replace"
    return own if is_replaced else [*map(str, filter(Path.exists, [shipped])), *own]


ANNOTATED = {
    name: annotated(name)
    for name in (
        "metadata",
        "variants",
        "phrases",
        "stopwords",
        "reference",
        "labels",
        "furniture",
    )
}
if not SHARED:
    SKIPPED += find_unused_annotations(Path(config["seeds"]), [*ANNOTATED])
STOPWORDS = find_stopwords()


def stating_encodings():
    """The user's metadata if they state encodings; only then does a change require reading the files again."""
    return [
        path
        for path in ANNOTATED["metadata"]
        if b"encoding" in Path(path).read_bytes().partition(b"\n")[0].lower()
    ]


def calls(function):
    """The library function to call, and what triggers a rerun: its code and the lock."""
    return {"call": function, "code": f"{digest_code(function)} {LOCK_DIGEST}"}


def complete_rules(rules):
    """Give each rule that runs a job a log, unless it has one, and a digest of its files from outside the results
    folder, because Snakemake only compares their times, which copying and unpacking may set to anything.
    """
    outside = {path for paths in ANNOTATED.values() for path in paths}
    outside |= {*PLACED.values()}
    for each in rules:
        paths = [path for path in each.input if not callable(path) and path in outside]
        if each.script and paths:
            each.set_params(content=digest_contents(paths, paths))
        if each.script and not each.log:
            wildcards = "-".join(f"{{{name}}}" for name in sorted(each.wildcard_names))
            path = "_".join(
                filter(None, [f"<results>/{screen.LOGS}/{each.name}", wildcards])
            )
            modifier = workflow.modifier.path_modifier
            each.log_modifier = modifier
            each.set_log(f"{path}.log")


def outputs_of(stage, *optional):
    """The outputs of the rules of a stage defined so far, except optional ones."""
    return [
        path
        for each in workflow.rules
        if each.name.startswith(f"{stage}_") and each.name not in optional
        for path in getattr(rules, each.name).output
    ]


def below_results(path):
    """A path relative to the results folder, which Snakemake writes as <results> or in full."""
    return path.removeprefix("<results>/").removeprefix(f"{config['results']}/")


def keep_planned(paths):
    """Those of the paths of outputs that this corpus supports."""
    if not any(is_conditional(below_results(path)) for path in paths):
        return paths
    with checkpoints.topics_support.get().output.support.open() as handle:
        left_out = json.load(handle)["not_planned"]
    return [path for path in paths if not matches_any(below_results(path), left_out)]


def planned(path):
    """An input: the path of an output, or nothing if this corpus turns out not to support it."""
    if not is_conditional(below_results(path)):
        return path

    def choose_path(wildcards):
        return path if keep_planned([path]) else []

    choose_path.paths = [path]
    return choose_path


def all_planned(paths):
    """An input function for those of the paths that this corpus supports."""

    def choose_paths(wildcards):
        return keep_planned(paths)

    choose_paths.paths = paths
    return choose_paths


def each_fit(name, fits):
    """An input function for a file of each fit of topics that this corpus supports."""
    return all_planned([f"<results>/work/topics/fits/{fit}/{name}" for fit in fits])


def smaller_fits(wildcards):
    """An input function for the scores of all smaller numbers of topics, which decide whether this number is fitted."""
    engine, sizes = config["topics"]["engines"][0], sorted(config["topics"]["k"])
    smaller = [k for k in sizes if ALWAYS_TRIED < int(wildcards.k) > k]
    return keep_planned(
        [f"<results>/work/topics/fits/{engine}-{k}/scores.parquet" for k in smaller]
    )


# These are made by the rule that needs them.
smaller_fits.paths = []


def list_planned(names):
    """The paths of those of the results that this corpus supports."""
    return keep_planned([f"{config['results']}/{name}" for name in names])


def name_dealt():
    """The names of shards, known once the corpus is divided. A share has one that does not exist and is never made."""
    if SHARED:
        return ["absent"]
    with checkpoints.corpus_records.get().output.shards.open() as handle:
        return json.load(handle)["shards"]


def each_shard(*patterns):
    """An input function for the paths that this corpus supports, with one for each {shard}."""

    def list_shards(wildcards):
        shards = name_dealt()
        paths = [
            path
            for pattern in patterns
            for path in expand(pattern, shard=shards if "{shard}" in pattern else "")
        ]
        return keep_planned(paths)

    return list_shards


# The path of each result: tables by their schema, and other files.
PATHS = {
    "matrix": "terms/matrix.npz",
    "units": "topics/units.npz",
    "model": "topics/model.npz",
    "replicates": "work/topics/replicates.npz",
    "choice": "topics/choice.json",
    "support": "support.json",
    "manifest": "manifest.json",
    **{table.name: table.path for table in find_tables().values()},
}


def inputs(*names):
    """The paths of results by the name of the function's argument, with one path per shard if there are shards."""
    paths = {name: f"<results>/{PATHS[name]}" for name in names}
    return {
        name: each_shard(path) if "{shard}" in path else path
        for name, path in paths.items()
    }


def planned_inputs(*names):
    """The same for results that some corpora do not support; the function then receives empty tables."""
    return {
        name: planned(path) if isinstance(path, str) else path
        for name, path in inputs(*names).items()
    }


# Outputs to make again although they exist.
BROKEN = set()


def restart_unless_whole(outputs):
    """Make a checkpoint again if one of its outputs is missing, because Snakemake looks at the first one only."""
    if os.path.isfile(outputs[0]) and not all(map(os.path.exists, outputs)):
        BROKEN.add(outputs[0])


def find_broken_folders():
    """Make folders again that lack a file in the manifest, because Snakemake only checks that a folder exists."""
    results = Path(config["results"])
    try:
        manifest = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
        names = [*manifest["outputs"]]
    except (OSError, ValueError, LookupError):
        return
    for folder in ("explorer", "work/corpus/dealt"):
        inside = [name for name in names if name.startswith(f"{folder}/")]
        if not all(map(os.path.exists, map(results.joinpath, inside))):
            BROKEN.add(f"{config['results']}/{folder}")


if workflow.is_main_process and not SHARED:
    find_broken_folders()
    require_records(BROKEN)
if workflow.is_main_process and not HOLDER and not IS_DRY:
    restore_shown(Path(config["results"]))


# Rules that `all` never needs (prefixes of names).
OPTIONAL = (
    "job",
    "archive_crate",
    "archive_share",
    "explorer_copy",
    "explorer_notebook",
    "show_",
)


def list_coming_rules():
    """The rules of the jobs that will run, as far as known; after a checkpoint, any rule that `all` needs may follow."""
    waiting = {job.rule for job in workflow.dag.needrun_jobs()}
    is_open = rules.all.rule in waiting and any(each.is_checkpoint for each in waiting)
    return [
        each
        for each in workflow.rules
        if each.script
        and (each in waiting or is_open and not each.name.startswith(OPTIONAL))
    ]


def stop_where_refused(step, results):
    """Call a function at the start or end of a run; if a file cannot be written, stop with the message only."""
    try:
        step(results)
    except OSError as error:
        screen.stop(describe_refusal(error))


def start_run(results):
    if holder := HOLDER or run_lock.hold(Path(results)):
        screen.stop(run_lock.refuse(Path(results), holder))
    if any(map(os.path.exists, list_unrecorded(workflow.dag))):
        print(screen.UNRECORDED.format(results=results), flush=True)
    if workflow.local_exec:
        # The limit on jobs per second is meant for clusters. It delays the scheduler by a second after each job.
        workflow.scheduler.job_rate_limiter = None
    if pool and pool.is_on and workflow.local_exec and workflow.cores > 1:
        pool.prepare([each.params.call for each in list_coming_rules()])
    for message in Path(results, screen.LOGS).glob("*.error"):
        message.unlink()


def finish_run(results):
    if not SHARED:
        screen.remove_stale_shards(Path(results))
        removed = screen.remove_unsupported(Path(results), GRID)
        screen.remove_figures(Path(results), {*ALL_FIGURES} - {*FIGURE_NAMES})
        made = {below_results(path) for job in workflow.dag.jobs for path in job.output}
        screen.refuse_unsupported(Path(results), made & {*removed})
    screen.write_timings(Path(results))
    if os.environ.get("PRESSWORK_SUMMARY") != "no":
        screen.tell_results(Path(results))


def explain_failure(results):
    atexit.register(screen.tell_failures, Path(results))


def in_report(path, kind, name):
    """A figure or table for the report that `make report` writes, with its caption."""
    captions = Path(config["results"], screen.LOGS, "captions").resolve()
    return report(
        path,
        caption=str(captions / f"{kind}_{name}.rst"),
        category=f"{kind.capitalize()}s",
        labels={kind: name.replace("_", " ")},
    )


def figure_files(name):
    """The files of a figure."""
    files = {
        kind: f"<results>/figures/{name}.{kind}"
        for kind in ("pdf", "svg", "png", "csv", "json")
    }
    return files | {"svg": in_report(files["svg"], "figure", name)}


def group_traces(figures):
    """The traces that each job makes: one per job for a large corpus. For a small one, where starting a job takes longer
    than the job itself, all figures that are planned together share a job."""
    if len(name_shards(measure_size(SOURCES))) > 1:
        return {f"trace_{name}": [name] for name in figures}
    groups = {}
    for name in figures:
        analysis = find_analysis(f"figures/{name}.csv")
        job = f"trace_{analysis.replace(' ', '_')}" if analysis else "trace"
        groups.setdefault(job, []).append(name)
    return groups


def looked_up_in(figures):
    """An input function for the tables in which the marks of figures are looked up."""
    paths = [path for figure in figures for path in find_trace_inputs(figure, config)]
    return each_shard(*[f"<results>/{path}" for path in dict.fromkeys(paths)])


def digest_traces(figures):
    """The digests of the figures' trace functions, of the code that all traces share, and of the lock."""
    own = [digest_code(f"figures.plots.{figure}.trace_{figure}") for figure in figures]
    return " ".join([*own, calls("figures.trace.build.trace_figures")["code"]])
