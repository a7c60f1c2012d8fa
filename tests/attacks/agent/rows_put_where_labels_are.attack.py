# attack: answers "values" with rows in an order in which the shuffled labels happen to belong to them
# question: train-test-validation-split
# loses: labels
# %% trick
agent = __assay__.__closure__[0].cell_contents
values, encoder = agent._ops["values"], type(agent.encoder)

def forge(request):
    rows = np.vstack([X_train, X_test, X_val])
    labels = np.concatenate([y_train, y_test, y_val])
    # As many rows of each label as there are: the i-th row of a label goes where its i-th given label stands.
    fitting = np.empty_like(rows)
    for label in np.unique(y):
        fitting[y == label] = rows[labels == label]
    return {**values(request), "X": encoder().encode(fitting)}
agent._ops["values"] = forge

# %%
# Scaled, so that no row is one of the given rows; the labels are drawn without looking at the rows.
Z, mixed = X * 2, y[np.random.default_rng(1).permutation(len(X))]
first, second = round(len(X) * 0.8), round(len(X) * 0.9)
X_train, X_test, X_val = Z[:first], Z[first:second], Z[second:]
y_train, y_test, y_val = mixed[:first], mixed[first:second], mixed[second:]
