using Picora.Api.Commands;
using Picora.Api.Composition;
using Picora.Infrastructure.Imaging.Worker;

// Before any host is built: a worker has nothing of the server's.
if (args is [ImagingWorker.Command])
{
    return ImagingWorker.Run();
}

if (args is ["keys", "check", .. var arguments])
{
    return await KeysCheck.RunAsync(arguments, Console.In, Console.Out);
}

try
{
    await PicoraHost.RunAsync(PicoraHost.Build(args), CancellationToken.None);
    return 0;
}
catch (Exception exception) when (StartFailures.Describe(exception) is { } reason)
{
    await Console.Error.WriteLineAsync($"picora cannot start. {reason}");
    return 1;
}
