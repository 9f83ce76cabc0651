using Picora.Api.Composition;
using Picora.Infrastructure.Imaging.Worker;

// Before any host is built: a worker has nothing of the server's.
if (args is [ImagingWorker.Command])
{
    return ImagingWorker.Run();
}

await PicoraHost.RunAsync(PicoraHost.Build(args), CancellationToken.None);
return 0;
