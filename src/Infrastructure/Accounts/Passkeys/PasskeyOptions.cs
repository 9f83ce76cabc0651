namespace Picora.Infrastructure.Accounts.Passkeys;

/// <summary>Settings under <c>Picora:Passkeys</c>.</summary>
public sealed class PasskeyOptions
{
    public const string Section = "Picora:Passkeys";

    /// <summary>The domain that passkeys are bound to; changing it makes all of them useless. Left empty: the host of the first of
    /// <c>Picora:Urls:DashboardOrigins</c>, or of <c>Picora:Urls:Api</c>.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>The origins of the pages that may use passkeys, such as <c>https://pics.example.org</c>. Left empty: those of the dashboards
    /// and of the API.</summary>
    public string[] Origins { get; set; } = [];
}
