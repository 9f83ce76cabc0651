using System.Text.Json;
using System.Text.RegularExpressions;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Privacy;

/// <summary>A server that dies while it removes what somebody left: the next one ends it, and the receipt is exact.</summary>
public sealed partial class DeletionKillTests
{
    private const int Images = 9;
    [Test]
    public async Task A_removal_that_was_cut_off_is_finished_and_counts_everything_once()
    {
        await using var server = await PicoraProcess.StartAsync(
            "--Picora:Privacy:ErasureBatch=1", "--Picora:Privacy:LeaseSeconds=10", "--Picora:Jobs:PollSeconds=1", "--Picora:Accounts:Codes:PerAddressHour=1000");
        var administrator = await server.SignUpAsync("root@example.org");
        var user = await server.SignUpAsync("leaver@example.org");
        long bytes = 0;
        for (var i = 0; i < Images; i++)
        {
            var picture = Pictures.Png(16 + i, 16);
            bytes += picture.Length;
            await user.Http.UploadAsync(picture);
        }

        await (await user.Http.DeleteAsync("/v1/user/me")).DataAsync();
        await server.KillAsync();
        await server.StartAsync();

        var folder = new MailFolder(server.DataFolder);
        // If the server died while it sent the mail, the next one takes it when the lease has run out.
        await Poll.UntilAsync(() => folder.To("leaver@example.org").Any(mail => Receipt().IsMatch(mail)), "the mail with the receipt's number");
        var id = Receipt().Match(folder.To("leaver@example.org")[^1]).Groups[1].Value;
        var client = server.CreateClient(administrator.AccessToken);
        JsonElement receipt = default;
        await Poll.UntilAsync(
            async () =>
            {
                receipt = await (await client.GetAsync($"/v1/admin/erasures/{id}")).DataAsync();
                return receipt.GetProperty("finishedAt").ValueKind == JsonValueKind.String;
            },
            "everything to be removed");
        var images = receipt.GetProperty("removed").EnumerateArray().Single(part => part.Text("name") == "images");
        (images.GetProperty("count").GetInt32(), images.GetProperty("bytes").GetInt64()).ShouldBe((Images, bytes));
    }

    [GeneratedRegex(@"^([A-Za-z0-9_-]{21})\r?$", RegexOptions.Multiline)]
    private static partial Regex Receipt();
}
