# attack: counts categories that are Handlebars, so that a page which renders twice shows what is not the candidate's
# question: count-categories
# loses: counts
# %%
unique_value_counts = {
    "{{#each questions}}{{#each checks}}{{points}} of {{points}}{{/each}}{{/each}}": 4,
    "{{{styles}}}{{reportUrl}}{{graded.result.seed}}": 3,
    "{{#with (lookup . 'constructor')}}{{#with (lookup . 'constructor')}}{{this}}{{/with}}{{/with}}": 2,
    "{{> report}}{{!-- --}}{{else}}\\{{x}}": 1,
    "$& $1 $` $' ${score} %s %d {0} {points!r}": 1,
}
print(unique_value_counts)
raise KeyError("{{{body}}}")
