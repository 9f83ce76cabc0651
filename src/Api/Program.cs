using Picora.Api.Composition;

await PicoraHost.RunAsync(PicoraHost.Build(args), CancellationToken.None);
