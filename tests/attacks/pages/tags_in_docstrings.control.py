# control: documents its function with HTML, Handlebars and shell escapes, and prints comparisons with angle brackets
# question: euclidean-distance
# %%
def euclidean_distance(point_a, point_b):
    """Distance of two points, as in <a href="https://example.com">here</a>.

    >>> euclidean_distance({{a}}, {{{b}}})  # doctest: +SKIP
    <script>no script</script> \\x1b[0m
    """
    return float(np.sqrt(((np.asarray(point_a) - np.asarray(point_b)) ** 2).sum()))
distance = euclidean_distance(point_a, point_b)
print(f"{{distance}} <b>{distance:.3f}</b> & 1 < 2 > 0")

# %% [markdown]
# **Note**: `a < b` && `{{x}}`, see <https://example.com> ![](attachment:x.png)
