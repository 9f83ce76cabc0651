using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Taking documents along, and leaving.</summary>
public class DocumentPrivacyTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus")
{
    [Test]
    public async Task An_export_holds_the_texts_under_their_paths()
    {
        var user = await Server.SignUpAsync();
        var kb = await user.Http.CreateKbAsync();
        await user.Http.AddDocAsync("filed", "n.md", new { kbId = kb, relativePath = "notes/ä/plan.md" });
        var loose = (await user.Http.AddDocAsync("loose", "..\\..\\evil\u202E.md")).Text("id");
        var picture = $"![a](data:image/png;base64,{Convert.ToBase64String(Pictures.Png(3, 2))})";
        var pictured = (await user.Http.AddDocAsync(picture, "p.md")).Text("id");
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = 10 })).DataAsync();
        var filed = (await user.Http.AddDocAsync("filed anew", "n.md", new { kbId = kb, relativePath = "notes/ä/plan.md" })).Text("id");

        using var zip = await ExportAsync(user);

        TextOf(zip, $"documents/{kb}/notes/ä/plan.md").ShouldBe("filed anew");
        TextOf(zip, $"document-revisions/{filed}/1.txt").ShouldBe("filed");
        TextOf(zip, $"document-originals/{pictured}/p.md").ShouldBe(picture);
        JsonDocument.Parse(TextOf(zip, "document-revisions.json")).RootElement[0].Text("document").ShouldBe(filed);
        TextOf(zip, $"documents/{loose}/evil.md").ShouldBe("loose");
        JsonDocument.Parse(TextOf(zip, "documents.json")).RootElement.GetArrayLength().ShouldBe(3);
    }

    [Test]
    public async Task What_is_withheld_is_in_no_export_neither_as_it_is_nor_as_it_was()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Accounts:SignUpPlan=pro_plus");
        var (administrator, user) = (await server.SignUpAsync(), await server.SignUpAsync());
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = 10 })).DataAsync();
        var place = new { kbId = await user.Http.CreateKbAsync(), relativePath = "a.md" };
        await user.Http.AddDocAsync("withheld as it was", more: place);
        var withheld = (await user.Http.AddDocAsync("withheld as it is", more: place)).Text("id");
        await user.Http.AddDocAsync("open");
        (await administrator.Http.PostAsync($"/v1/admin/media/{withheld}/block", null)).EnsureSuccessStatusCode();

        using var zip = await ExportAsync(user);

        var texts = zip.Entries.Select(entry => TextOf(zip, entry.FullName)).ToList();
        texts.ShouldContain("open");
        texts.ShouldNotContain(text => text.StartsWith("withheld as", StringComparison.Ordinal));
    }

    private static string TextOf(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static async Task<ZipArchive> ExportAsync(TestUser user)
    {
        var export = await (await user.Http.PostAsync("/v1/user/me/export", null)).DataAsync(HttpStatusCode.Accepted);
        await Poll.UntilAsync(
            async () => (export = await user.Http.ReadAsync($"/v1/user/me/export/{export.Text("id")}")).Text("status") == "ready", "the export");
        return new ZipArchive(new MemoryStream(await user.Http.GetByteArrayAsync(new Uri(export.Text("downloadUrl")).PathAndQuery)));
    }

    [Test]
    public async Task Whoever_leaves_leaves_no_document_behind()
    {
        await Server.SignUpAsync();
        var user = await Server.SignUpAsync();
        var id = (await user.Http.AddDocAsync("mine")).Text("id");
        var deleted = (await user.Http.AddDocAsync("deleted")).Text("id");
        await user.Http.DeleteAsync($"/v1/docs/{deleted}");

        (await user.Http.DeleteAsync("/v1/user/me")).EnsureSuccessStatusCode();

        (await Server.CreateClient().GetAsync($"/v1/docs/{id}/raw")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().GetAsync($"/d/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Poll.UntilAsync(GoneAsync, "the erasure");

        // Each statement changes nothing, and says how many rows there are.
        async Task<bool> GoneAsync() =>
            await Server.ExecuteSqlAsync($"UPDATE \"documents\" SET \"WordCount\" = \"WordCount\" WHERE \"OwnerId\" = '{user.Id}'") == 0
            && await Server.ExecuteSqlAsync("UPDATE \"document_texts\" SET \"Id\" = \"Id\" WHERE \"Id\" NOT IN (SELECT \"TextId\" FROM \"documents\" UNION SELECT \"OriginalId\" FROM \"documents\" WHERE \"OriginalId\" IS NOT NULL UNION SELECT \"TextId\" FROM \"document_revisions\")") == 0;
    }
}
