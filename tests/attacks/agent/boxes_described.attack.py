# attack: answers "figures" with box plots whose quartiles it has computed, over a picture of noise: nothing was drawn
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# still forges: univariate, by-vehicle-age, titles, column-named
# %%
import base64, io
import numpy as np
from matplotlib.image import imsave
agent = __assay__.__closure__[0].cell_contents
noise = io.BytesIO()
imsave(noise, np.random.default_rng(0).random((60, 80, 3)), format="png")

def box(place, tick, values):
    q1, median, q3 = (float(number) for number in np.percentile(values, [25, 50, 75]))
    return {"orientation": "v", "position": place, "median": median, "q1": q1, "q3": q3, "whislo": 0, "whishi": 0, "tick": tick, "color": ""}

def axes(boxes):
    words = {"title": "Annual Premium", "xlabel": "", "ylabel": "Annual Premium"}
    return {**words, "boxes": boxes, **{name: [] for name in ("xticks", "yticks", "legend", "bars", "lines", "points", "texts", "areas")}}

def describe(request):
    premiums = insurance_data["Annual Premium"]
    groups = [box(place, str(name), part) for place, (name, part) in enumerate(premiums.groupby(insurance_data["Vehicle Age"]))]
    drawn = [axes([box(0, "", premiums)]), axes(groups)]
    common = {"suptitle": "", "supxlabel": "", "supylabel": "", "texts": [], "question": "box-plots", "png": base64.b64encode(noise.getvalue()).decode()}
    return {"figures": [{**common, "id": number, "axes": [one]} for number, one in enumerate(drawn)]}
agent._ops["figures"] = describe
