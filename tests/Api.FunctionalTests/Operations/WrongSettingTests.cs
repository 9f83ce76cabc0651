using Picora.Api.Composition;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Operations;

[Category(TestCategories.OneEngine)]
public class WrongSettingTests
{
    [TestCase("--Picora:Proxies:0=my-proxy", "Picora:Proxies: 'my-proxy' is neither an address nor a network")]
    [TestCase("--Picora:Urls:Api=pics.example.org", "Picora:Urls:Api must be an address")]
    [TestCase("--Picora:Urls:Media=/media", "Picora:Urls:Media must be an address")]
    [TestCase("--Picora:Urls:DashboardOrigins:0=pics", "Picora:Urls:DashboardOrigins:0 must be an address")]
    [TestCase("--Picora:Jobs:Schedules:sweep-mail=every day", "Picora:Jobs:Schedules:sweep-mail must be a Quartz cron expression such as '0 30 3 * * ?', not 'every day'")]
    [TestCase("--Picora:Jobs:Schedules:sweep-mail=0 0 0 1 1 ? 2001", "Picora:Jobs:Schedules:sweep-mail never comes again")]
    [TestCase("--Picora:Jobs:Schedules:sweep-mial=0 0 0 * * ?", "Picora:Jobs:Schedules:sweep-mial names no job")]
    [TestCase("--Picora:Jobs:Schedules:sweep-mail=", "Picora:Jobs:Schedules:sweep-mail must be a Quartz cron expression")]
    public void A_setting_that_cannot_be_meant_stops_the_start_and_is_named(string setting, string words)
    {
        var folder = Directory.CreateTempSubdirectory("picora-test-").FullName;
        try
        {
            var failure = Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => PicoraHost.Build([$"--Picora:DataFolder={folder}", setting]));

            failure.Message.ShouldContain(words);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
