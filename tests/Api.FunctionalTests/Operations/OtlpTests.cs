using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

[Category(TestCategories.OneEngine)]
public class OtlpTests
{
    private const string Metrics = "/v1/metrics";
    private const string Traces = "/v1/traces";

    [Test]
    public async Task Metrics_and_traces_reach_a_collector_and_tell_nothing_of_people()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await PicoraProcess.StartAsync(
            $"--Picora:Otlp:Endpoint={collector.Url}", "--Picora:Otlp:Headers=authorization=collector-secret", "--Picora:Otlp:ServiceName=picora-test");
        var user = await server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(), "holiday-of-ada.jpg");
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/images/{image.Text("id")}?secret=query");
        request.Headers.UserAgent.ParseAdd("curious-agent/1.0");
        request.Headers.Add("tracestate", "vendor=secret-state");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await user.Http.SendAsync(request);
        await user.Http.GetAsync("/no/such/secret-path");
        (await server.TerminateAsync()).ShouldBe(0);

        collector.Kinds.ShouldBe([$"{Metrics} application/x-protobuf collector-secret", $"{Traces} application/x-protobuf collector-secret"], ignoreOrder: true);
        var (metrics, traces) = (collector.Text(Metrics), collector.Text(Traces));
        Each("picora-test", "picora.uploads.bytes", "picora.queue.items", "picora.imaging.seconds", "http.server.request.duration", "dotnet.process.memory.working_set")
            .ShouldAllBe(name => metrics.Contains(name, StringComparison.Ordinal));
        Each("picora-test", "GET /v1/images/{id}", "GetImage", "UploadImage", "image-variants", "imaging", "SELECT", "sqlite", "picora.outcome", "picora.request_id")
            .ShouldAllBe(name => traces.Contains(name, StringComparison.Ordinal));
        Each(user.Id, user.AccessToken, image.Text("id"), "holiday-of-ada", "curious-agent", "secret", "person1@", "FROM ", server.DataFolder)
            .ShouldAllBe(text => !metrics.Contains(text, StringComparison.Ordinal) && !traces.Contains(text, StringComparison.Ordinal));
    }

    [Test]
    public async Task A_collector_that_is_not_there_hinders_nothing()
    {
        await using var server = await PicoraProcess.StartAsync("--Picora:Otlp:Endpoint=http://127.0.0.1:9", "--Picora:Otlp:TimeoutSeconds=1");
        var user = await server.SignUpAsync();
        await user.Http.UploadAsync(Pictures.Jpeg());

        (await server.TerminateAsync()).ShouldBe(0);
    }

    [Test]
    public async Task An_address_that_is_none_stops_the_start()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => PicoraProcess.StartAsync("--Picora:Otlp:Endpoint=collector:4318"));

        failure.Message.ShouldContain("Picora:Otlp:Endpoint must be an address");
    }

    private static string[] Each(params string[] texts) => texts;
}
