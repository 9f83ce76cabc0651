using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>Somebody who calls every operation. Some of these end the caller's session, or the caller: then the next one takes the place.</summary>
internal sealed class SessionCaller(PicoraServer server, bool administers)
{
    private TestUser? user;

    public async Task<TestUser> AliveAsync()
    {
        if (user is not null && (await user.Http.GetAsync("/v1/auth/verify")).StatusCode == HttpStatusCode.OK)
        {
            return user;
        }

        user = await server.SignUpAsync();
        if (administers)
        {
            // No operation makes administrators; whoever signs up first is one.
            await server.ExecuteSqlAsync($"""UPDATE "users" SET "IsAdministrator" = (1 = 1) WHERE "Id" = '{user.Id}'""");
        }

        return user;
    }
}
