using System.CommandLine;
using MediatR;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary>One run of a command: its arguments, the server's parts (nothing of it is started), and where to say how far it is.</summary>
internal sealed record CommandRun(ParseResult Arguments, IServiceProvider Services, IProgress<OperationProgress> Progress, CancellationToken Stop)
{
    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) => Services.GetRequiredService<ISender>().Send(request, Stop);
}
