import { verdictOf } from '../../../src/domain/mail/server-answer';

describe('R20 what becomes of a mail that a server does not take', () => {
  it.each([
    ['ADDRESS', 550, '550 No such mailbox', 'RCPT TO'],
    ['ADDRESS', 550, '550 5.1.1 User unknown', 'RCPT TO'],
    ['ADDRESS', 550, '550-5.1.1 No such user\n550 5.1.1 here', 'DATA'],
    ['ADDRESS', 552, '552 5.2.2 Mailbox full', 'RCPT TO'],
    ['ADDRESS', 553, '553 Mailbox name not allowed', 'RCPT TO'],
    ['ADDRESS', 554, '554 Nobody here', 'RCPT TO'],
    ['ADDRESS', 550, '550 Mailbox unavailable', 'DATA'],
    ['MAIL', 550, '550 5.7.1 Relaying denied', 'RCPT TO'],
    ['MAIL', 554, '554 5.7.1 Looks like spam', 'DATA'],
    ['MAIL', 554, '554 Transaction failed', 'DATA'],
    ['MAIL', 552, '552 5.3.4 Message too big', 'DATA'],
    ['MAIL', 550, '550 5.7.26 Not authenticated', 'RCPT TO'],
    ['MAIL', 550, '550 5.10.1 Something else', 'RCPT TO'],
    ['ADDRESS', 554, '554 5.0.0 Failed', 'DATA'],
    ['ADDRESS', 554, '554 5.1.10 No such recipient', 'DATA'],
    ['ADDRESS', 599, '599 No', 'RCPT TO'],
    ['LATER', 600, '600 No', 'RCPT TO'],
    ['LATER', 499, '499 No', 'RCPT TO'],
    ['LATER', 500, '500 Syntax error', 'RCPT TO'],
    ['ADDRESS', 501, '501 No', 'RCPT TO'],
    ['LATER', 450, '450 4.2.1 Greylisted', 'RCPT TO'],
    ['LATER', 451, '451 4.7.1 Try again later', 'DATA'],
    ['LATER', 452, '452 Too many recipients', 'RCPT TO'],
    ['LATER', 421, '421 Closing', 'RCPT TO'],
    ['LATER', 530, '530 5.7.0 Authentication required', 'RCPT TO'],
    ['LATER', 550, '550 5.1.8 Sender unknown', 'MAIL FROM'],
    ['LATER', 503, '503 Bad sequence', 'DATA'],
    ['LATER', 0, '', ''],
    ['LATER', 250, '250 OK', 'DATA'],
  ])('%s: %i %j to %s', (verdict, code, text, command) => {
    expect(verdictOf({ code, text, command })).toBe(verdict);
  });
});
