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
        var export = await (await user.Http.PostAsync("/v1/user/me/export", null)).DataAsync(HttpStatusCode.Accepted);
        await Poll.UntilAsync(
            async () => (export = await user.Http.ReadAsync($"/v1/user/me/export/{export.Text("id")}")).Text("status") == "ready", "the export");

        using var zip = new ZipArchive(new MemoryStream(await user.Http.GetByteArrayAsync(new Uri(export.Text("downloadUrl")).PathAndQuery)));

        Read($"documents/{kb}/notes/ä/plan.md").ShouldBe("filed anew");
        Read($"document-revisions/{filed}/1.txt").ShouldBe("filed");
        Read($"document-originals/{pictured}/p.md").ShouldBe(picture);
        JsonDocument.Parse(Read("document-revisions.json")).RootElement[0].Text("document").ShouldBe(filed);
        Read($"documents/{loose}/evil.md").ShouldBe("loose");
        JsonDocument.Parse(Read("documents.json")).RootElement.GetArrayLength().ShouldBe(3);

        string Read(string path)
        {
            using var reader = new StreamReader(zip.GetEntry(path)!.Open());
            return reader.ReadToEnd();
        }
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
