# control: times itself with magics, sets a precision, and registers a hook after each cell
# question: percentiles
# %%
%precision 3
%time percentiles = np.percentile(data, [25, 50, 75])
get_ipython().events.register("post_run_cell", lambda result: None)

# %%
%%time
print(percentiles)
