using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>Who has used most of a quota, or all of it, is told once by mail, in their language.</summary>
public class QuotaAlertTests() : ServerFixture("--Picora:Plans:trial:ImgStorageBytes=100000", "--Picora:Plans:trial:ApiKeyCount=5", "--Picora:Jobs:Schedules:alert-quotas=0 0 0 1 1 ? 2099")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Each_step_is_told_once_and_again_after_room_was_made()
    {
        var user = await Server.SignUpAsync();
        await user.Http.UploadAsync(Padded.Jpeg(79_000));
        (await AlertsAsync(user)).ShouldBe(0);
        var image = await user.Http.UploadAsync(Padded.Jpeg(2_000));
        (await AlertsAsync(user)).ShouldBe(1);
        Server.Mail.To(user.Email)[^1].ShouldContain("Picora: 80% of your image storage is used");
        Server.Mail.To(user.Email)[^1].ShouldContain("79.1 KB of 97.7 KB");
        (await AlertsAsync(user)).ShouldBe(1);

        // Hovering about the mark is no news.
        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
        (await AlertsAsync(user)).ShouldBe(1);
        image = await user.Http.UploadAsync(Padded.Jpeg(21_000));
        (await AlertsAsync(user)).ShouldBe(2);
        Server.Mail.To(user.Email)[^1].ShouldContain("Picora: your image storage is used up");

        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
        (await AlertsAsync(user)).ShouldBe(2);
        await user.Http.UploadAsync(Padded.Jpeg(21_000));
        (await AlertsAsync(user)).ShouldBe(3);
    }

    [Test]
    public async Task Other_quotas_are_told_of_too_and_in_chinese()
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { locale = "zh-CN" })).DataAsync();
        for (var i = 0; i < 5; i++)
        {
            await user.CreateKeyAsync();
        }

        (await AlertsAsync(user)).ShouldBe(1);
        Server.Mail.To(user.Email)[^1].ShouldContain("您的API 密钥数量已使用 5，上限为 5");
    }

    [Test]
    public async Task A_quota_that_begins_anew_is_told_of_in_each_of_its_days()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Plans:trial:ImgUploadDay=5", "--Picora:Jobs:Schedules:alert-quotas=0 0 0 1 1 ? 2099");
        server.Clock.ToNoon();
        var (root, user) = (await server.SignUpAsync(), await server.SignUpAsync());
        for (var day = 1; day <= 2; day++)
        {
            for (var i = 0; i < 4; i++)
            {
                await user.Http.UploadAsync(Padded.Jpeg(2_000 + i));
            }

            await root.Http.RunJobAsync("alert-quotas");
            await root.Http.RunJobAsync("alert-quotas");
            await Poll.UntilAsync(() => Daily(server, user) == day, "the alert of the day");
            server.Clock.Advance(TimeSpan.FromDays(1));
            (root, user) = (await server.SignUpAsync(root.Email), await server.SignUpAsync(user.Email));
        }
    }

    // Runs the job, waits for the mails that it says it sent, and answers how many this person has by now.
    private async Task<int> AlertsAsync(TestUser user)
    {
        var before = Alerts(user);
        var told = int.Parse((await administrator.Http.RunJobAsync("alert-quotas")).Split(' ')[1], null);
        await Poll.UntilAsync(() => Alerts(user) >= before + told, "the alerts");
        return Alerts(user);
    }

    private static int Daily(PicoraServer server, TestUser user) =>
        server.Mail.To(user.Email).Count(mail => mail.Contains("daily image uploads", StringComparison.Ordinal));

    private int Alerts(TestUser user) => Server.Mail.To(user.Email)
        .Count(mail => mail.Contains("image storage", StringComparison.Ordinal) || mail.Contains("API 密钥", StringComparison.Ordinal));
}
