// A real OpenID Connect provider for one server of Compounds, on loopback, with people of its own: tests and developers sign in through it.
// Usage: node provider.mjs <path of the redirect> ; prints its own address, and serves until it is ended.
// A sign-in name is "<subject> <group> <group> ..."; the box says that a second factor was shown. No name of a person is asked for or told.
import { createServer } from 'node:http';
import { interactionPolicy, Provider } from 'oidc-provider';

const strong = 'urn:example:two-factors';
const [redirectPath] = process.argv.slice(2);
const groups = new Map();

const page = (uid, wantsStrong) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
<main><h1>Sign-in provider</h1>${wantsStrong ? '<p id="strong">A second factor is asked for.</p>' : ''}
<form method="post" action="/interaction/${uid}">
<p><label>Person and groups <input name="login" required autofocus></label></p>
<p><label><input type="checkbox" name="factor" value="yes"> Second factor shown</label></p>
<p><button>Continue</button></p></form></main></html>`;

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

const server = createServer();
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const address = `http://127.0.0.1:${server.address().port}`;

const policy = interactionPolicy.base();
policy.get('consent').checks.remove('native_client_prompt');

const provider = new Provider(address, {
  // A native client may come back to any port of loopback.
  clients: [{
    client_id: 'compounds', client_secret: 'for-loopback-only', token_endpoint_auth_method: 'client_secret_post', application_type: 'native',
    redirect_uris: [`http://127.0.0.1${redirectPath}`], grant_types: ['authorization_code'], response_types: ['code'],
  }],
  pkce: { required: () => true },
  acrValues: [strong],
  claims: { openid: ['sub', 'groups'], acr: null, amr: null },
  conformIdTokenClaims: false,
  cookies: { keys: [crypto.randomUUID()] },
  features: { devInteractions: { enabled: false } },
  interactions: { policy, url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, groups: groups.get(sub) ?? [] }) }),
  // Whoever signed in has agreed: this provider serves one client.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});

provider.on('server_error', (_, failure) => console.error(failure));
const serve = provider.callback();

server.on('request', async (request, response) => {
  try {
    if (!request.url.startsWith('/interaction/')) return serve(request, response);
    const { uid, params } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return response.end(page(uid, params.acr_values === strong));
    }
    const form = await bodyOf(request);
    const [subject, ...given] = form.get('login').trim().split(/\s+/);
    groups.set(subject, given);
    const login = { accountId: subject, ...(form.get('factor') ? { acr: strong, amr: ['pwd', 'mfa'] } : { amr: ['pwd'] }) };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  } catch (failure) {
    console.error(failure);
    response.statusCode = 400;
    response.end('This sign-in cannot go on; begin again.');
  }
});

console.log(address);
