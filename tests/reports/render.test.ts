import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../src/reports/clean-text.ts';
import { renderInvitationMail } from '../../src/reports/invitation-mail.ts';
import { parsePng } from '../../src/reports/png.ts';
import { renderReportMail, renderReportPage } from '../../src/reports/render.ts';
import { buildReport } from '../../src/reports/report.ts';
import { buildSignedReportUrl, isReportKey } from '../../src/reports/report-links.ts';
import { buildPng, check, gradingResult, reportInput } from './report-fixture.ts';

const reportUrl = 'https://assay.example.com/reports/6f1d1c2e';
const HIDDEN = ['\u202e', '\u001b', '\u0007'];
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)>" onload="x';

test('the page is one file: styles inline, plots as data URLs, nothing fetched', () => {
  const html = renderReportPage(buildReport(reportInput()));
  expect(html).toContain('data:image/png;base64,');
  expect(html).toContain('expected 0.25, got 0.5 at index 3');
  expect(html).toContain('<span class="hljs-keyword">def</span>');
  expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/);
  expect(html).not.toMatch(/<script|\{\{|undefined|\[object/);
});

test('hostile text of the candidate stays text everywhere', () => {
  const hostile = `${SCRIPT}\u202egnp.exe\u001b[31mred\u0007`;
  const result = gradingResult({
    notebook: hostile,
    observations: [hostile],
    environment: { [hostile]: hostile },
    questions: [
      {
        id: 'min-max-scaling',
        title: hostile,
        status: 'graded',
        points: 0,
        maxPoints: 2,
        bonusPoints: 0,
        openPoints: 0,
        checks: [check({ id: 'a', title: hostile, message: hostile })],
      },
    ],
  });
  const evidence = [
    {
      questionId: 'min-max-scaling',
      cells: [
        {
          id: 'c1',
          kind: 'code' as const,
          source: hostile,
          output: hostile,
          error: { ename: hostile, evalue: hostile, traceback: hostile },
        },
        { id: 'c2', kind: 'markdown' as const, source: hostile, output: '', error: null },
      ],
      figures: [{ png: buildPng(), description: hostile }],
    },
  ];
  const input = reportInput({ candidate: { email: hostile, name: hostile } }, { result, evidence });
  const mail = renderReportMail(buildReport(input), { reportUrl });
  for (const html of [renderReportPage(buildReport(input)), mail.html]) {
    expect(html).not.toMatch(/<script|<img src=x|" onload=/);
    for (const character of HIDDEN) expect(html).not.toContain(character);
    expect(html).toContain('⟨U+202E⟩');
  }
  for (const character of HIDDEN) expect(mail.text).not.toContain(character);
});

test('a mail has the points, messages and plots, the plots by CID', () => {
  const mail = renderReportMail(buildReport(reportInput()), { reportUrl });
  expect(mail.subject).toBe('Report: Ada Lovelace, Python ML interview: 50 %, not passed');
  expect(mail.attachments).toHaveLength(1);
  expect(mail.attachments[0]).toMatchObject({ contentType: 'image/png', cid: 'question-1-plot-1@assay' });
  expect(mail.html).toContain('src="cid:question-1-plot-1@assay"');
  expect(mail.html).toContain('style="');
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain('expected 0.25, got 0.5 at index 3');
    expect(part).toContain(reportUrl);
    expect(part).not.toMatch(/\{\{|undefined|\[object/);
  }
  expect(mail.text).toContain('1. Min-max scaling: 3 of 4 points');
});

test('a mail with open points says that it is provisional in subject and first line', () => {
  const mail = renderReportMail(buildReport(reportInput({}, { result: gradingResult({ openPoints: 2 }) })), {
    reportUrl,
  });
  expect(mail.subject).toMatch(/^Provisional: /);
  expect(mail.subject).not.toMatch(/passed/i);
  expect(mail.text).toMatch(/^Provisional: /);
});

test('names cannot add headers or links to a mail', () => {
  const name = 'Eve\r\nBcc: all@example.com\r\n\r\nhttps://evil.example/login www.evil.example';
  const mail = renderReportMail(buildReport(reportInput({ candidate: { email: 'e@x.org', name } })), { reportUrl });
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.html).not.toMatch(/https:\/\/evil|www\.evil/);
  const invitation = renderInvitationMail({
    link: 'https://assay.example.com/i/abc',
    candidate: { email: 'c@example.com', name: SCRIPT },
    recruiter: { name, email: 'r@example.com' },
    assessment: { title: name, minutes: 60, questionCount: 2 },
    allowedMinutes: 75,
    endsAt: new Date('2026-12-01T12:00:00Z'),
    hardEndAt: null,
  });
  expect(invitation.subject).not.toMatch(/[\r\n]/);
  for (const part of [invitation.html, invitation.text]) {
    expect(part).not.toMatch(/https:\/\/evil|www\.evil/);
    expect(part).toContain('https://assay.example.com/i/abc');
    expect(part).toContain('1 hour 15 min');
  }
  expect(invitation.html).not.toContain('<script');
});

test('a mail of the longest notebook stays below what mail programs cut off', () => {
  const source = 'x = 1  # a line of a very long cell\n'.repeat(500);
  const evidence = [
    {
      questionId: 'min-max-scaling',
      cells: Array.from({ length: 90 }, (_, index) => ({
        id: `c${index}`,
        kind: 'code' as const,
        source,
        output: '',
        error: null,
      })),
      figures: Array.from({ length: 40 }, () => ({ png: buildPng(), description: 'plot' })),
    },
  ];
  const mail = renderReportMail(buildReport(reportInput({}, { result: gradingResult(), evidence })), { reportUrl });
  expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
  expect(mail.attachments.length).toBeLessThanOrEqual(20);
  expect(mail.html).toContain('more cells are on the report’s page');
});

test('only a whole PNG of sane size is shown', () => {
  expect(parsePng(buildPng())).toMatchObject({ widthPixels: 4, heightPixels: 3 });
  expect(parsePng(Buffer.from('<svg onload=alert(1)>').toString('base64'))).toBeNull();
  expect(parsePng(buildPng().slice(0, 60))).toBeNull();
  expect(parsePng('not base64 "><script>')).toBeNull();
  const huge = Buffer.from(buildPng(), 'base64');
  huge.writeUInt32BE(100_000, 16);
  expect(parsePng(huge.toString('base64'))).toBeNull();
  const view = buildReport(reportInput());
  expect(view.questions[0]?.figures).toHaveLength(1);
});

test('cleaned text keeps lines and letters, and nothing that hides', () => {
  expect(cleanText('a\tb\r\nc\u001b]0;title\u0007d')).toBe('a\tb\ncd');
  expect(cleanText('\ud800x')).toBe('\ufffdx');
  expect(cleanText('שלום 你好 é')).toBe('שלום 你好 é');
  expect(cleanText('y'.repeat(50), 10)).toBe('yyyyyyyyyy\n… (40 characters left out)');
  expect(cleanLine(' a \n\u2028 b ')).toBe('a b');
});

test('a report’s key opens that report alone, until it expires', () => {
  const secret = 's'.repeat(32);
  const url = new URL(buildSignedReportUrl(reportUrl, secret));
  const parts = {
    gradingId: '6f1d1c2e',
    until: url.searchParams.get('until') ?? '',
    key: url.searchParams.get('key') ?? '',
  };
  expect(isReportKey(parts, secret)).toBe(true);
  expect(isReportKey({ ...parts, gradingId: 'other' }, secret)).toBe(false);
  expect(isReportKey({ ...parts, until: String(Number(parts.until) + 1) }, secret)).toBe(false);
  expect(isReportKey(parts, 'another secret of 32 characters..')).toBe(false);
  expect(isReportKey(parts, secret, new Date(Date.now() + 91 * 86_400_000))).toBe(false);
});
