# Reads the samples of export_samples.csv with the R packages for exports of news databases: one line of JSON per package
# and file, with the fields that the package has. Packages that are not installed are left out.
#
#     Rscript benchmarks/export_packages.R SAMPLES [PACKAGE]
#
# SAMPLES holds a folder OWNER+NAME for each repository; the results are written to SAMPLES/packages.jsonl, or those of one
# package added to it. Days in French and German need the locales fr_FR.UTF-8 and de_DE.UTF-8.

folder <- commandArgs(TRUE)[1]
only <- commandArgs(TRUE)[2]
Sys.setenv(TZ = "UTC")
options(LNUseDateparser = FALSE)
samples <- read.csv("benchmarks/export_samples.csv")
out <- file(file.path(folder, "packages.jsonl"), if (is.na(only)) "w" else "a")

spell <- function(value) {
  if (inherits(value, c("POSIXt", "Date"))) value <- format(value, "%Y-%m-%d")
  value <- as.character(unlist(value))
  paste(value[!is.na(value)], collapse = "; ")
}

# The fields of an article by our names, from a list or a row; `names` gives those of the package.
pick <- function(article, names) {
  known <- names[names %in% base::names(article)]
  lapply(known, function(name) spell(article[[name]]))
}

read_tm <- function(source) {
  names <- c(title = "heading", published = "datetimestamp", outlet = "origin", byline = "author",
             section = "section", page = "page", page = "pages")
  lapply(unname(as.list(tm::VCorpus(source))), function(document) {
    c(pick(unclass(NLP::meta(document)), names), text = paste(NLP::content(document), collapse = "\n\n"))
  })
}

read_table <- function(table, names) lapply(seq_len(NROW(table)), function(row) pick(as.list(table[row, ]), names))

read_lexisnexistools <- function(path) {
  found <- LexisNexisTools::lnt_read(path, verbose = FALSE)
  names <- c(title = "Headline", published = "Date", outlet = "Newspaper", byline = "Author", section = "Section",
             text = "Article")
  read_table(cbind(as.data.frame(found@meta), Article = found@articles$Article), names)
}

newspapers <- new.env()
sources <- list.files(file.path(folder, "koheiw+newspapers/R"), full.names = TRUE)
suppressMessages({ library(stringi); library(XML) })
for (path in sources) sys.source(path, newspapers)
COLUMNS <- c(title = "head", published = "date", outlet = "pub", outlet = "source", byline = "byline",
             section = "section", text = "body")

run <- function(package, sample, read) {
  path <- file.path(folder, sample$file)
  if (!is.na(only) && package != only) return()
  if (package != "newspapers" && !requireNamespace(package, quietly = TRUE)) return()
  locale <- c(fr = "fr_FR.UTF-8", de = "de_DE.UTF-8")[sample$language]
  Sys.setlocale("LC_TIME", if (is.na(locale)) "C" else locale)
  articles <- tryCatch(suppressWarnings(suppressMessages(read(path))), error = function(problem) {
    message(package, ", ", sample$file, ": ", conditionMessage(problem))
  })
  if (is.null(articles)) return()
  version <- if (package == "newspapers") "" else as.character(packageVersion(package))
  line <- list(package = trimws(paste(package, version)), file = sample$file, articles = articles)
  writeLines(jsonlite::toJSON(line, auto_unbox = TRUE), out)
}

for (number in seq_len(nrow(samples))) {
  sample <- samples[number, ]
  ending <- tolower(tools::file_ext(sample$file))
  is <- function(kind, ...) startsWith(sample$kind, kind) && ending %in% c(...)
  if (is("LexisNexis", "html")) {
    run("tm.plugin.lexisnexis", sample, function(path) read_tm(tm.plugin.lexisnexis::LexisNexisSource(path)))
    run("newspapers", sample, function(path) read_table(newspapers$import_nexis(path), COLUMNS))
  } else if (is("Nexis", "docx")) {
    run("LexisNexisTools", sample, read_lexisnexistools)
    run("newspapers", sample, function(path) read_table(newspapers$import_lexis(path), COLUMNS))
    if ("LexisNexisAdvanceSource" %in% getNamespaceExports("tm.plugin.lexisnexis")) {
      run("tm.plugin.lexisnexis", sample, function(path) read_tm(tm.plugin.lexisnexis::LexisNexisAdvanceSource(path)))
    }
  } else if (is("LexisNexis", "txt", "pdf")) {
    run("LexisNexisTools", sample, read_lexisnexistools)
  } else if (is("Factiva", "html", "xml")) {
    run("tm.plugin.factiva", sample, function(path) read_tm(tm.plugin.factiva::FactivaSource(path)))
    if (ending == "html") run("newspapers", sample, function(path) read_table(newspapers$import_factiva(path), COLUMNS))
  } else if (is("Europresse", "html")) {
    run("tm.plugin.europresse", sample, function(path) read_tm(tm.plugin.europresse::EuropresseSource(path)))
  } else if (is("ProQuest", "eml")) {
    run("tm.plugin.proquest", sample, function(path) read_tm(tm.plugin.proquest::ProQuestSource(path)))
  } else if (is("ProQuest", "html")) {
    run("tm.plugin.proquest", sample, function(path) read_tm(tm::SimpleSource(
      encoding = "UTF-8", length = 1, content = paste(readLines(path), collapse = "\n"), uri = path,
      reader = tm.plugin.proquest::readProQuest, class = "ProQuestSource"
    )))
  }
}
close(out)
