"""Nothing is given in this question: the candidate makes the data, and the rubric draws its own."""


def generate(rng, *, hidden):
    return {"names": {}, "files": {}}
