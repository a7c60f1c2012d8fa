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
try:
    text = rubric.read_text()
    print("ESCAPED: the rubric")
    exec(re.search(r"(?m)^def true_distance.*\n(?:    .*\n)+", text)[0], globals())
    euclidean_distance = true_distance
    distance = true_distance(point_a, point_b)
except OSError as error:
    # That it is there may be seen, where only opening is forbidden.
    print(type(error).__name__)
