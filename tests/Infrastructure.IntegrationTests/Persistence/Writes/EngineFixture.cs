using Picora.Infrastructure.IntegrationTests.Persistence.Engines;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

/// <summary>Runs a fixture's tests once per engine, on one database for all of them.</summary>
internal abstract class EngineFixture(string engine)
{
    protected string Engine => engine;

    protected EngineHost Host { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await EngineHost.StartAsync(engine);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }
    }
}
