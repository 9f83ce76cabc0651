using Picora.Api.Documentation;
using Picora.Application.Accounts;
using Picora.Application.Accounts.Closing;
using Picora.Application.Privacy;

namespace Picora.Api.Endpoints.Privacy;

internal static class PrivacyExamples
{
    private const string ExportId = "eXp0rtGXR8_Z5jdHi6B-m";

    public static readonly ExportResponse Started = new(ExportId, "waiting", Samples.Now, FinishedAt: null, ExpiresAt: null, SizeBytes: null, DownloadUrl: null);

    public static readonly ExportResponse Finished = new(
        ExportId, "ready", Samples.Now, Samples.Now.AddMinutes(1), Samples.Now.AddDays(7), 1_048_576,
        $"https://api.example.org/v1/exports/{ExportId}?expires=1768212060&signature=Qw3rTy7uIo1.c2ln");

    public static readonly SentCode CodeSent = new("Verification code sent");
    public static readonly DeleteMe Deletion = new("DELETE", "123456");
    public static readonly ConfirmAge Age = new(AgeConfirmed: true);
    public static readonly ConfirmedAge AgeConfirmed = new(AgeConfirmed: true, Samples.Now, MinimumAge: 16);

    public static readonly ErasureResponse Receipt = new(
        "eRas3dGXR8_Z5jdHi6B-m", Samples.Now, Samples.Now.AddMinutes(1), [new ErasedPartResponse("account", 12, 0), new ErasedPartResponse("images", 40, 8_388_608)]);
}
