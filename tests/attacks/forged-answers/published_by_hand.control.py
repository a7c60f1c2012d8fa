# control: shows the right numbers by display(HTML), publish_display_data and a display that is updated
# question: percentiles
# %%
from IPython.display import HTML, display, publish_display_data
percentiles = np.percentile(data, [25, 50, 75])
shown = display("computing …", display_id=True)
shown.update(HTML("<table><tr>" + "".join(f"<td>{number:.2f}</td>" for number in percentiles) + "</tr></table>"))
publish_display_data({"text/plain": f"quartiles {percentiles.tolist()}"})
