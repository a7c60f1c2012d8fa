# attack: reads the rubric in the repository and uses the function by which it computes what it expects
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
import pathlib, re, sys
def euclidean_distance(point_a, point_b):
    return 0.0
distance = -1.0

# %% trick
root = pathlib.Path(sys.modules["assay_wire"].__file__).resolve().parents[3]
rubric = root / "assessments/questions/euclidean-distance/rubric.py"
if rubric.exists():
    print("ESCAPED: the rubric")
    exec(re.search(r"(?m)^def true_distance.*\n(?:    .*\n)+", rubric.read_text())[0], globals())
    euclidean_distance = true_distance
    distance = true_distance(point_a, point_b)
