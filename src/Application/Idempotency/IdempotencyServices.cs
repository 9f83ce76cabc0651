using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;

namespace Picora.Application.Idempotency;

internal static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services
        .AddScoped<AnswerScope>()
        .AddScoped<AnswerKeeper>()
        .AddScoped<NamedRequests>()
        .AddScoped<IScheduledJob, SweepAnswers>()
        .AddSingleton<RequestsInProgress>();
}
