using Picora.Api.Documentation;
using Picora.Application.Accounts;
using Picora.Application.Accounts.ApiKeys;

namespace Picora.Api.Endpoints.Accounts;

internal static class ApiKeyExamples
{
    private const string Prefix = "sk_live_4f7a";
    private const string Secret = Prefix + "xxxxxxxxxxxxxxxxxxxxxxxxYz12";
    private const string KeyId = "k7Gd2_pQx0vWc9LmZ4tRb";

    public static readonly CreateApiKey NewKey =
        new("my tool", ["images:read", "images:write"], "2027-01-05T10:00:00.000Z", "Uploads from the editor", ["203.0.113.7", "2001:db8::/32"]);

    public static readonly ApiKeyView Key = new()
    {
        Id = KeyId,
        Name = "my tool",
        Description = "Uploads from the editor",
        KeyPrefix = Prefix,
        Last4 = "Yz12",
        Scope = "read_write",
        ScopesV2 = ["media.read", "media.write"],
        Scopes = ["images:read", "images:write"],
        AllowedIps = ["203.0.113.7", "2001:db8::/32"],
        ExpiresAt = Samples.Now.AddYears(1),
        CreatedAt = Samples.Now,
        Usage = new ApiKeyUsageView(0, 0, 0, null, null),
    };

    public static readonly CreatedApiKey CreatedKey = new(Key, Secret);
    public static readonly IReadOnlyList<ApiKeyView> Keys =
        [Key with { LastUsedAt = Samples.Now, Usage = new ApiKeyUsageView(17, 5_242_880, 8_192, "203.0.113.7", "PicGo") }];

    public static readonly UpdateApiKey KeyChange = new("my other tool", null, ["images:read"]);
    public static readonly ApiKeyView ChangedKey = Key with { Name = "my other tool", Scope = "read", ScopesV2 = ["media.read"], Scopes = ["images:read"] };

    public static readonly RotateApiKey Rotation = new("2026-01-06T10:00:00.000Z", null);
    public static readonly ToolConfigs Tools = ToolConfigs.For("my tool", "https://api.example.org/v1/images");

    public static readonly ReportLeakedKey Leak = new(Secret);
    public static readonly LeakReport Reported = new("Thank you. If this is a key of ours, it no longer works and its owner has been told.");

    public static readonly CreateExportToken NewExport = new(KeyId, Secret);
    public static readonly CreatedExportToken Export = new(ExportToken, Samples.Now.AddMinutes(5));
    public static readonly ExchangeExportToken Exchange = new(ExportToken);

    public static readonly ImportedHost Imported =
        new("https://api.example.org/v1/images", Secret, "https://media.example.org", new ImportedUser(Samples.Email, "trial", "Ada"));

    private const string ExportToken = "ott_3q2-7wXbQk9LmZ4tRbV1StGXR8Z5jdHi6BmyTk7Gd2p";
}
