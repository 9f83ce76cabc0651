using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>Two servers that serve and two that work, for all fixtures of this folder. Whoever ends one starts it again.</summary>
[SetUpFixture]
public class SharedCluster
{
    // Short leases, so that tests in which nodes end do not wait long for others to take over.
    private static readonly string[] Settings =
    [
        "--Picora:Video:Preset=slow", "--Picora:Uploads:ReservationSeconds=15", "--Picora:Uploads:OrphanAgeSeconds=1", "--Picora:Uploads:Sessions:LeaseSeconds=5",
        "--Picora:Uploads:Sessions:CheckpointBytes=65536", "--Picora:Jobs:LeaseSeconds=3", "--Picora:Imaging:TimeoutSeconds=4", "--Picora:Processing:LeaseSeconds=9",
        "--Picora:Processing:RetrySeconds=0", "--Picora:Processing:MaxAttempts=100", "--Picora:Plans:trial:ImgStorageBytes=10000000000", "--Picora:Plans:trial:ImgUploadMonth=1000000",
        "--Picora:Plans:trial:VideoFileBytes=50000000", "--Picora:Plans:trial:VideoFileSeconds=1000", "--Picora:Plans:trial:VideoStorageBytes=100000000",
        "--Picora:Http:DrainSeconds=1",
    ];

    private static PicoraCluster? running;

    public static PicoraCluster Cluster => running ?? throw new IgnoreException(PicoraCluster.Missing ?? "The nodes did not start.");

    public static PicoraProcess First => Cluster.Servers[0];

    public static PicoraProcess Second => Cluster.Servers[1];

    public static TestUser Administrator { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (PicoraCluster.Missing is null)
        {
            running = await PicoraCluster.StartAsync(servers: 2, workers: 2, [.. VideoRequests.QuickSettings, .. Settings]);
            Administrator = await First.SignUpAsync("administrator@example.org");
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await (running?.DisposeAsync() ?? ValueTask.CompletedTask);
}
