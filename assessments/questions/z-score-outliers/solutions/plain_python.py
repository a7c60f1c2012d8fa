# %%
import statistics as st

rows = list(zip(*[numeric_cols[c].tolist() for c in numeric_cols]))
cats = list(zip(*[categoric_cols[c].tolist() for c in categoric_cols]))
cols = list(zip(*rows))
for n, c in zip(numeric_cols.columns, cols):
    print(n, st.fmean(c), st.median(c), max(c))
means = [st.fmean(c) for c in cols]
devs = [st.stdev(c) for c in cols]
kept = []
for r, k in zip(rows, cats):
    good = True
    for v, m, d in zip(r, means, devs):
        if abs(v - m) / d >= 3:
            good = False
    if good:
        kept.append(k + r)
ld_out_drop = pd.DataFrame(kept, columns=list(categoric_cols.columns) + list(numeric_cols.columns))
for n in numeric_cols.columns:
    c = ld_out_drop[n].tolist()
    print(n, st.fmean(c), st.median(c), max(c))
