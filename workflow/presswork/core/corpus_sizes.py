"""How many articles it takes for what a small corpus cannot carry. Each limit stands here and nowhere else."""

# Below: no topics unless asked for, no intervals of prevalence, and lists ask for fewer occurrences of a term.
FEW = 10
# Below: at most five topics, and each article is left out in turn instead of being resampled.
SMALL = 50
# Below: topics are exploratory.
LARGE = 200
EXPLORATORY = f"fewer than {LARGE} articles"
