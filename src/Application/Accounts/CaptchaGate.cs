using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Accounts;

/// <summary>When a network has asked for some codes, a person has to be behind the next ones. Stands open where no captcha is configured.</summary>
internal sealed class CaptchaGate(IAccountsDb db, ICaptcha captcha, IClient client, TimeProvider time, IOptions<CodeOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Outside of any unit of work, as it asks the provider: whether the request has shown what the gate may ask for.</summary>
    public async Task<Result<bool>> LookAsync(string? token, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(token) || !await IsShutAsync(cancellationToken) ? false : await captcha.VerifyAsync(token, client.Address, cancellationToken);

    /// <summary>Inside the unit of work that issues a code: null when it may; else what to ask of the client.</summary>
    public async Task<Error?> RefuseAsync(bool hasPassed, CancellationToken cancellationToken) =>
        !hasPassed && await IsShutAsync(cancellationToken) ? captcha.Challenge!.Required() : null;

    private async Task<bool> IsShutAsync(CancellationToken cancellationToken)
    {
        if (captcha.Challenge is null)
        {
            return false;
        }

        var (network, since) = (client.Network, time.Now() - Window);
        return await db.VerificationCodes.CountAsync(code => code.Network == network && code.CreatedAt > since, cancellationToken) >= options.Value.CaptchaAfter;
    }
}
