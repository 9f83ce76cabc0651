using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Settings under <c>Picora:Oidc</c>.</summary>
public sealed class OidcOptions
{
    public const string Section = "Picora:Oidc";

    /// <summary>Where browsers go after signing in at a provider: a path of this server, or an address of a dashboard. What came of it is in
    /// the query, as <c>oidc</c>.</summary>
    [Required]
    public string ReturnUrl { get; set; } = "/";

    /// <summary>Seconds after which a provider's answer is given up.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>The providers, from 0 on.</summary>
    public IList<OidcProviderOptions> Providers { get; set; } = [];

    /// <summary>What is wrong, in words that name the setting; null when nothing is.</summary>
    public string? Fault() => Faults().FirstOrDefault();

    private IEnumerable<string> Faults()
    {
        var isPath = ReturnUrl.StartsWith('/') && !ReturnUrl.StartsWith("//", StringComparison.Ordinal) && !ReturnUrl.Contains('\\', StringComparison.Ordinal);
        if (!isPath && !(Uri.TryCreate(ReturnUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return $"{Section}:{nameof(ReturnUrl)} is neither a path nor an address: {ReturnUrl}";
        }

        for (var i = 0; i < Providers.Count; i++)
        {
            if (Providers[i].Fault() is { } fault)
            {
                yield return $"{Section}:{nameof(Providers)}:{i}:{fault}";
            }
        }

        if (Providers.DistinctBy(provider => provider.Id, StringComparer.Ordinal).Count() != Providers.Count)
        {
            yield return $"{Section}:{nameof(Providers)}: two have the same {nameof(OidcProviderOptions.Id)}";
        }
    }
}

/// <summary>Settings under <c>Picora:Oidc:Providers:N</c>: one OpenID Connect provider.</summary>
public sealed partial class OidcProviderOptions
{
    public const string Section = "Picora:Oidc:Providers:N";

    /// <summary>What addresses and links call it: letters, digits and hyphens. Changing it cuts all links.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Its issuer, as its discovery document names it. Plain http only on this machine.</summary>
    public string Authority { get; set; } = string.Empty;

    /// <summary>What it knows this server as. Its redirect address is <c>&lt;Picora:Urls:Api&gt;/v1/auth/oidc/&lt;Id&gt;/callback</c>.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The secret that goes with it; empty for a public client.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>A file that holds the secret instead.</summary>
    public string ClientSecretFile { get; set; } = string.Empty;

    /// <summary>What is asked for, separated by spaces.</summary>
    public string Scopes { get; set; } = "openid email profile";

    /// <summary>Whether somebody without an account gets one, on the plan of <c>Picora:Accounts:SignUpPlan</c>.</summary>
    public bool SignUp { get; set; } = true;

    /// <summary>Whether an address that the provider calls verified counts as the person's: it links the account that has it, and is the address
    /// of a new one. Only for a provider that you trust with every account here: without it people sign in first and link themselves, whoever
    /// comes from the provider before that gets another account, and a new account has no address.</summary>
    public bool LinkVerifiedEmail { get; set; }

    internal string? Fault() => this switch
    {
        _ when !IdText().IsMatch(Id) => $"{nameof(Id)} has 1 to 32 letters, digits and hyphens",
        { Name.Length: 0 or > 64 } => $"{nameof(Name)} has 1 to 64 characters",
        _ when !IsAuthority() => $"{nameof(Authority)} is an https address (http on this machine only)",
        { ClientId.Length: 0 } => $"{nameof(ClientId)} is missing",
        { ClientSecretFile: { Length: > 0 } file } when !File.Exists(file) => $"{nameof(ClientSecretFile)} does not exist: {file}",
        _ when !Scopes.Split(' ').Contains("openid", StringComparer.Ordinal) => $"{nameof(Scopes)} lacks openid",
        _ => null,
    };

    private bool IsAuthority() => Uri.TryCreate(Authority, UriKind.Absolute, out var uri)
        && (uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback));

    [GeneratedRegex("^[A-Za-z0-9-]{1,32}$", RegexOptions.None, 1000)]
    private static partial Regex IdText();
}
