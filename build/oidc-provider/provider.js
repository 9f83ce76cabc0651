// An OpenID Connect provider for tests: node provider.js REDIRECT_URI…
// Listens on a free port of 127.0.0.1 and prints its issuer. Whoever signs in is who they say: the name becomes the subject.
// "NAME+unverified" has an address that was not verified. Any password will do, as the forms are oidc-provider's own.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const redirectUris = process.argv.slice(2);
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'picora', client_secret: 'a secret+with/signs', redirect_uris: redirectUris }],
    jwks: { keys: [{ ...key, kid: 'test', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, email: id.replace('+unverified', ''), email_verified: !id.endsWith('+unverified') }),
    }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

// Ends with the test run, however that ends.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
