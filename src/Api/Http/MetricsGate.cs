using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Infrastructure.Telemetry;

namespace Picora.Api.Http;

/// <summary>
/// Who may read the metrics: the holder of their token, the networks that are named, an administrator. Coming from this machine is no ground: so
/// does everybody, where a proxy runs on it.
/// </summary>
internal sealed class MetricsGate(IOptions<MetricsOptions> options, IClient client)
{
    private const string Scheme = "Bearer ";

    private readonly AllowedAddresses? networks = AllowedAddresses.Create(options.Value.Networks).Value;

    /// <summary>Null for whoever may.</summary>
    public Error? Refuse(HttpContext context)
    {
        if (!options.Value.Enabled)
        {
            return Error.NotFound("There are no metrics here");
        }

        if (HasToken(context.Request) || networks?.Admit(client.Address) == true)
        {
            return null;
        }

        return context.Features.Get<CallerFeature>() switch
        {
            { Caller: { Credential: Credential.Session, IsAdministrator: true } } => null,
            { Caller.IsAuthenticated: true } => AccessErrors.Forbidden,
            _ => AccessErrors.Unauthorized,
        };
    }

    // The hashes are equally long, whatever was sent.
    private bool HasToken(HttpRequest request) =>
        options.Value.Token.Length > 0 && request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), Hash(options.Value.Token));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
