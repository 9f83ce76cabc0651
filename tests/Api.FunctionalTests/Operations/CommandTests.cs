using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>The operator's commands, by the real program beside a running server.</summary>
public class CommandTests
{
    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task People_are_opened_promoted_banned_and_given_another_password()
    {
        await using var server = await PicoraProcess.StartAsync();
        var created = (await server.ToolAsync("user", "create", "ada@example.org", "--nickname=Ada", "--json")).Ending(0).Json;
        var id = created.Text("id");
        // Whoever comes first is the administrator.
        created.Text("role").ShouldBe("admin");
        (await server.ToolAsync("user", "create", "ada@example.org")).Ending(1);
        (await server.ToolAsync("user", "set-admin", "ada@example.org", "--remove")).Ending(0).Output.ShouldContain("  user  ");
        (await server.ToolAsync("user", "set-admin", id)).Ending(0).Output.ShouldContain("  admin  ");
        (await server.ToolAsync("user", "show", "nobody@example.org")).Ending(1);

        var code = (await server.ToolAsync("user", "reset-password", "ada@example.org", "--json")).Ending(0).Json.Text("code");
        var client = server.CreateClient();
        var reset = new { email = "ada@example.org", code, newPassword = "battery staple 43" };
        (await client.PostAsJsonAsync("/v1/auth/reset-password", reset)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ada = await TestUser.FromAsync(server, await client.PostAsJsonAsync("/v1/auth/login", new { reset.email, password = reset.newPassword }));
        ada.Id.ShouldBe(id);

        (await server.ToolAsync("user", "disable", id)).Ending(0).Output.ShouldContain("BANNED");
        (await ada.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.ToolAsync("user", "disable", id, "--undo")).Ending(0);
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task Keys_are_listed_and_revoked()
    {
        await using var server = await PicoraProcess.StartAsync();
        var user = await server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await server.ToolAsync("keys", "list", user.Email)).Ending(0).Output.ShouldContain(key.Id);
        (await server.ToolAsync("keys", "revoke", user.Email, key.Id)).Ending(0).Output.ShouldContain("Nothing was changed");
        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.ToolAsync("keys", "revoke", user.Email, key.Id, "--yes")).Ending(0);
        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var audit = await (await user.Http.GetAsync("/v1/user/me/audit")).DataAsync();
        audit.GetProperty("items")[0].GetProperty("credential").GetString().ShouldBe("administrator");
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task Settings_are_checked_without_telling_secrets()
    {
        await using var server = await PicoraProcess.CreateAsync("--Picora:Mail:Password=hunter2", "--Picora:Mail:Hsot=smtp.example.org");
        var found = (await server.ToolAsync("config", "check")).Ending(1).Output;
        found.ShouldContain("UNKNOWN: nobody reads Picora:Mail:Hsot");
        found.ShouldContain("Picora:Mail:Password = (set)");
        found.ShouldNotContain("hunter2");
        (await server.ToolAsync("config", "check", "--Picora:Mail:Port=0")).Ending(3).Errors.ShouldContain("Port");
        (await server.ToolAsync("confg")).Ending(2);
        (await server.ToolAsync("backup")).Ending(2);
        (await PicoraTool.RunAsync("backup", "--help")).Ending(0).Output.ShouldContain("--keep");
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task The_doctor_tries_every_operation_of_a_bucket()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var s3 = await S3Server.SharedAsync();
        var bucket = await s3.CreateBucketAsync();
        await using var server = await PicoraProcess.CreateAsync([.. s3.SettingsOf(bucket)]);

        var told = (await server.ToolAsync("doctor", "storage")).Ending(0).Output;

        await TestContext.Out.WriteLineAsync(told);
        told.ShouldStartWith($"the bucket {bucket} at {s3.Url}");
        told.ShouldContain("ms  take and give files at presigned addresses");
        (await s3.ContentsAsync(bucket)).ShouldBeEmpty();
    }

    [Test]
    public async Task An_empty_database_is_migrated_and_looked_at()
    {
        await using var server = await PicoraProcess.CreateAsync();
        (await server.ToolAsync("migrate", "--dry-run", "--json")).Ending(1).Json.GetProperty("migrations").GetArrayLength().ShouldBeGreaterThan(0);
        var early = (await server.ToolAsync("user", "list")).Ending(3);
        early.Output.ShouldBe("The database is not at this version's state. Run picora migrate first.\n");
        early.Errors.ShouldBeEmpty();
        (await server.ToolAsync("migrate")).Ending(0);
        (await server.ToolAsync("migrate", "--dry-run")).Ending(0);
        var doctor = (await server.ToolAsync("doctor", "--json")).Json;
        var verdicts = doctor.GetProperty("checks").EnumerateArray().ToDictionary(check => check.Text("name"), check => check.Text("verdict"));
        verdicts["database"].ShouldBe("ok");
        verdicts["storage"].ShouldBe("ok");
        verdicts["migrations"].ShouldBe("ok");
        verdicts["mail"].ShouldBe("warning");
    }
}
