using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>What becomes of jobs when workers crash, hang, or want too much.</summary>
[Parallelizable(ParallelScope.All)]
[Platform("Linux", Reason = "finds and stops workers through /proc and signals")]
public sealed class WorkerTests
{
    private static readonly byte[] Small = Pictures.Jpeg(64, 64, seed: 1);

    [Test]
    public async Task A_crash_costs_one_job()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        var first = host.Workers();
        await host.SignalAsync("STOP");

        var job = host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("KILL");

        (await job).Error!.Code.ShouldBe("IMAGE_WORKER_CRASHED");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
        host.Workers().ShouldHaveSingleItem().ShouldNotBe(first[0]);
    }

    [Test]
    public async Task A_worker_that_died_while_idle_costs_none()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        var folder = $"/proc/{host.Workers().Single()}";
        await host.SignalAsync("KILL");
        await Poll.UntilAsync(() => !Directory.Exists(folder), "the worker ends");

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_worker_that_hangs_is_killed_and_replaced()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, TimeoutSeconds = 2 });
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_WORKER_TIMEOUT");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Too_much_memory_costs_one_job()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, WorkerMemoryMegabytes = 200 });
        var huge = Pictures.Avif(6000, 6000, seed: 1);

        (await host.RenderAsync(huge, ImageFormat.Avif)).Error!.Code.ShouldBe("IMAGE_WORKER_MEMORY");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error.ShouldBeNull();
    }

    [Test]
    public async Task A_cancelled_job_frees_its_worker()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");
        using var cancellation = new CancellationTokenSource();

        var job = host.RenderAsync(new RenderSource(host.Add(Small), ImageFormat.Jpeg, 1), RenderLane.Background, cancellation.Token);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(job);
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_worker_is_replaced_after_its_share()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, RecycleAfter = 2 });
        await host.WarmUpAsync();
        var first = host.Workers().ShouldHaveSingleItem();

        await host.RenderAsync(Small, ImageFormat.Jpeg);
        host.Workers().ShouldBe([first]);
        await host.RenderAsync(Small, ImageFormat.Jpeg);

        // At once, and not when the next job comes.
        await Poll.UntilAsync(() => host.Workers() is [var worker] && worker != first, "a fresh worker");
        host.Meters.Sum("picora.imaging.restarts", "recycled").ShouldBe(1);
    }

    [Test]
    public async Task A_worker_that_has_grown_too_large_is_replaced()
    {
        // Less than a worker holds at its start.
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, RecycleAboveMegabytes = 1 });
        await host.RenderAsync(Small, ImageFormat.Jpeg);

        await Poll.UntilAsync(() => host.Meters.Sum("picora.imaging.restarts", "recycled") == 1, "a fresh worker");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task More_jobs_than_workers_wait_for_their_turn()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 2 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.RenderAsync(Small, ImageFormat.Jpeg)));

        outcomes.ShouldAllBe(outcome => outcome.IsSuccess);
        host.Workers().Length.ShouldBe(2);
    }

    [Test]
    public async Task No_process_is_left_behind_even_in_the_middle_of_a_job()
    {
        var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");
        var job = host.RenderAsync(Small, ImageFormat.Jpeg);

        await host.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(job);
        host.Workers().ShouldBeEmpty();
    }

    [Test]
    public async Task A_worker_knows_nothing_of_the_server_s_environment()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);

        var names = File.ReadAllText($"/proc/{host.Workers().Single()}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);

        names.ShouldAllBe(name => name.StartsWith("DOTNET_") || name.StartsWith("PICORA_WORKER_") || name == "VIPS_WARNING" || name == "FONTCONFIG_FILE");
        File.ReadAllText($"/proc/{host.Workers().Single()}/limits").ShouldMatch(@"Max core file size\s+0\s+0");
    }

    [Test]
    public async Task Without_a_program_to_start_the_job_fails_and_says_so()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, WorkerPath = "/nowhere/picora" });
        await using var without = new RenderingHost(new ImagingOptions { Workers = 1, LibraryPath = "/nowhere/libvips.so" });

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Message.ShouldBe("No imaging worker could be started; the server's log says why.");
        (await without.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_WORKER_CRASHED");
    }

    [Test]
    public async Task Without_workers_rendering_is_put_off()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 0 });

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_WORKER_BUSY");
    }

    [Test]
    public async Task Each_worker_is_measured()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.RenderAsync(Small[..40], ImageFormat.Jpeg);

        host.Meters.Sum("picora.imaging.jobs", 0).ShouldBe(2);
        host.Meters.Sum("picora.imaging.failures", "IMAGE_UNREADABLE").ShouldBe(1);
        host.Meters.Sum("picora.imaging.seconds", "background").ShouldBePositive();
        await Poll.UntilAsync(() => host.Meters.Sum("picora.imaging.pixels_in_flight") == 0, "nothing in hand");
        host.Meters.Sum("picora.imaging.queue.length").ShouldBe(0);
    }
}
