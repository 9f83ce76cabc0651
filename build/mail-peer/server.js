// A mail server for tests. Takes one JSON argument, says "ready PORT" on a line of its own, then each message it took as a line of JSON.
//   cert, key       PEM texts; without them nothing is encrypted
//   hideStartTls    does not offer STARTTLS
//   user, password  demands a sign-in by these
//   methods         the ways to sign in that are offered
// The recipient's name decides what happens: busy2@… is put off twice (450), gone@… never taken (550), large@… refused after the data (552).
'use strict';

const { SMTPServer } = require('smtp-server');
const { simpleParser } = require('mailparser');

const settings = JSON.parse(process.argv[2] || '{}');
const attempts = new Map();

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
    cert: settings.cert,
    key: settings.key,
    hideSTARTTLS: Boolean(settings.hideStartTls) || !settings.cert,
    secure: Boolean(settings.implicitTls),
    authOptional: !settings.user,
    disabledCommands: settings.user ? [] : ['AUTH'],
    authMethods: settings.methods || ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1000,
    logger: false,
    onAuth(auth, session, done) {
        const known = auth.username === settings.user && auth.password === settings.password;
        done(known ? null : refuse(535, 'Who are you?'), known ? { user: auth.username } : undefined);
    },
    onRcptTo(address, session, done) {
        const [name] = address.address.split('@');
        const tried = (attempts.get(address.address) || 0) + 1;
        attempts.set(address.address, tried);
        const busy = /^busy(\d+)/.exec(name);
        if (busy && tried <= Number(busy[1])) {
            return done(refuse(450, 'Try again later'));
        }

        return done(name.startsWith('gone') ? refuse(550, 'No such person here') : null);
    },
    onData(stream, session, done) {
        const chunks = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', async () => {
            const [recipient] = session.envelope.rcptTo;
            if (recipient.address.startsWith('large')) {
                return done(refuse(552, 'Too much'));
            }

            const raw = Buffer.concat(chunks);
            const mail = await simpleParser(raw);
            process.stdout.write(JSON.stringify({
                from: session.envelope.mailFrom.address,
                to: recipient.address,
                secure: Boolean(session.secure),
                user: session.user || null,
                raw: raw.toString('latin1'),
                subject: mail.subject,
                text: mail.text,
                html: mail.html,
                messageId: mail.messageId,
                date: mail.date,
                autoSubmitted: mail.headers.get('auto-submitted'),
            }) + '\n');
            return done();
        });
    },
});

// What clients do wrong is theirs.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${server.server.address().port}\n`));

// The test that started this is gone when its end of the pipe is.
process.stdin.on('end', () => process.exit(0)).resume();
