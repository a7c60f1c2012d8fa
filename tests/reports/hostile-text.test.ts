// Whatever a candidate's names, outputs, errors and sources hold, and wherever it stands: a page, a mail and a terminal
// show it as text and nothing else.
import { describe, expect, test } from 'vitest';
import type { CheckStatus, GradedNotebook } from '../../src/grading/grading-result.ts';
import { cleanLine, cleanText, escapeJson, withoutLinks } from '../../src/reports/clean-text.ts';
import { renderReportMail, renderReportPage } from '../../src/reports/render.ts';
import { buildReport } from '../../src/reports/report.ts';
import { findHtmlProblems, findTextProblems } from '../support/shown-text.ts';
import { buildPng, check, gradingResult, reportInput } from './report-fixture.ts';

const reportUrl = 'https://assay.example.com/reports/6f1d1c2e';

const HOSTILE: Record<string, string> = {
  script: '<script>alert(1)</script><SCRIPT SRC=//127.0.0.1/x.js></SCRIPT>',
  handlers: '"><img src=x onerror=alert(1)>\' onmouseover=\'alert(1)" autofocus onfocus="alert(1)',
  'elements closed':
    '</code></pre></p></details></section></style></title></textarea>--><style>*{display:none}</style>',
  drawing:
    '<svg/onload=alert(1)><use href="data:image/svg+xml;base64,PHN2Zz4="/></svg><math href="javascript:alert(1)">',
  frames: '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object><base href="//127.0.0.1/">',
  links: '[a](javascript:alert(1)) <a href="java&#115;cript:alert(1)">b</a> ![](http://127.0.0.1/seen.png)',
  'styles that load': '" style="background:url(http://127.0.0.1/x)" x="',
  'styles for old mail programs': '<!--[if mso]><script>alert(1)</script><![endif]--><xml><o:p>x</o:p></xml>',
  templates: "{{{styles}}}{{#each questions}}{{points}}{{/each}}{{> report}}{{lookup . 'constructor'}}",
  'patterns of replacements': "$& $1 $` $' $$ cid:question-1-plot-1@assay",
  'text turned around': '\u202egnp.exe\u202c\u2066\u2067\u2069\u200e\u200f\u061c',
  'text that nobody sees': 'a\u200bb\u00adc\u2060d\ufeffe\u2063f\u{e0041}\u{e0042}\u3164\u206ag',
  'commands of terminals':
    '\u001b[2J\u001b[1;1H\u001b]0;title\u0007\u001b]52;c;cm0gLXJm\u0007\u001bc\u001bP1$r\u001b\\\b\r\u0000',
  'links of terminals': '\u001b]8;;http://127.0.0.1/\u001b\\here\u001b]8;;\u001b\\',
  'commands of eight bits': '\u009b2J\u009d0;title\u009c\u0090q\u0085\u007f',
  'a command without an end': '\u001b]0;never ended',
  'a command inside of one': '\u001b\u001b[0m[2J\u001b[\u001b[0m31m',
  'headers of a mail': 'x\r\nBcc: all@example.com\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n.\r\n',
  'halves of characters': '\ud800\udfff\ud83d',
  'piled marks': `a${'\u0301\u0489'.repeat(5_000)}`,
  'a line without an end': 'W'.repeat(100_000),
  'lines without number': '\n'.repeat(50_000),
};

function buildGraded(text: string): GradedNotebook {
  const statuses: CheckStatus[] = ['passed', 'partial', 'failed', 'not_reached', 'open'];
  const result = gradingResult({
    notebook: text,
    observations: [text],
    environment: { [text]: text },
    seed: text,
    rubricVersion: text,
    isolation: text,
    questions: [
      {
        id: 'min-max-scaling',
        title: text,
        status: 'graded',
        points: 0,
        maxPoints: 2,
        bonusPoints: 0,
        openPoints: 0,
        checks: statuses.map((status) => check({ id: status, title: text, message: text, status })),
      },
    ],
  });
  const error = { ename: text, evalue: text, traceback: text };
  const evidence = [
    {
      questionId: 'min-max-scaling',
      cells: [
        { id: text, kind: 'code' as const, source: `"""${text}"""`, output: text, error },
        { id: text, kind: 'markdown' as const, source: text, output: text, error: null },
      ],
      figures: [
        { png: buildPng(), description: text },
        { png: `iVBORw0KGgo${text}`, description: text },
      ],
    },
  ];
  return { result, evidence };
}

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  const input = reportInput(
    {
      candidate: { email: text, name: text },
      assessment: { title: text, minutes: 60, passMark: 0.7 },
      submission: { number: 1, registeredAt: new Date(0), fileName: `${text}.ipynb`, sizeBytes: 1 },
      errorMessage: text,
    },
    buildGraded(text),
  );

  test('stays text on the page', () => {
    const page = renderReportPage(buildReport(input));
    expect(findHtmlProblems(page, reportUrl)).toEqual([]);
    expect(page.length).toBeLessThan(500_000);
  });

  test('stays text in the mail, and makes no header and no link', () => {
    const mail = renderReportMail(buildReport(input), { reportUrl });
    expect(findHtmlProblems(mail.html, reportUrl)).toEqual([]);
    expect(findTextProblems(mail.text)).toEqual([]);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.subject.length).toBeLessThanOrEqual(250);
    const withoutCode = mail.html.replace(/<pre[\s\S]*?<\/pre>|alt="[^"]*"/g, '');
    for (const part of [withoutCode, mail.text])
      expect(part.match(/(?:https?:\/\/|www\.)[^\s"<]+/g)?.filter((link) => !link.startsWith(reportUrl)) ?? []).toEqual(
        [],
      );
    for (const { filename, contentType } of mail.attachments)
      expect(`${filename} ${contentType}`).toMatch(/^[\w-]+\.png image\/png$/);
  });

  test('stays text in printed JSON, and is the same when it is read', () => {
    const { result } = buildGraded(text);
    const json = escapeJson(JSON.stringify(result, null, 2));
    expect(findTextProblems(json)).toEqual([]);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  test('stays text in a terminal', () => {
    expect(findTextProblems(cleanText(text))).toEqual([]);
    expect(cleanLine(text)).not.toMatch(/[\n\u2028]/);
  });
});

test('templates in names are shown as they were written', () => {
  const name = '{{title}} {{{styles}}} {{#if score}}x{{/if}}';
  const page = renderReportPage(buildReport(reportInput({ candidate: { email: 'a@b.c', name } })));
  expect(page).toContain('<h1><bdi>{{title}} {{{styles}}} {{#if score}}x{{/if}}</bdi></h1>');
});

test('honest text keeps its letters, joiners and accents', () => {
  for (const text of ['می‌خواهم', '👩‍👩‍👧', 'e\u0301', 'שלום', 'क्‍ष', 'Tiếng Việt', '𝒳 ≤ 3 — “ok” …'])
    expect(cleanText(text)).toBe(text);
});

test('words between ours are no addresses in a mail', () => {
  expect(withoutLinks('sign in at https://evil.example/login or www.evil.example')).not.toMatch(/:\/\/|www\./);
});
