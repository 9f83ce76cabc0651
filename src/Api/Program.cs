using Picora.Api.Commands;
using Picora.Infrastructure.Imaging.Worker;

// Before anything else is set up: a worker has nothing of the server's.
if (args is [ImagingWorker.Command])
{
    return ImagingWorker.Run();
}

return await OperatorCommands.RunAsync(args);
