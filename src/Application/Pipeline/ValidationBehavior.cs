using FluentValidation;
using MediatR;
using Picora.Domain;

namespace Picora.Application.Pipeline;

/// <summary>Checks a request's shape: lengths, formats, counts. What needs the database is the handler's business.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    // A hostile list can be wrong in a million places; a person reads the first few.
    private const int MostShown = 20;

    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancellationToken);
            if (!outcome.IsValid)
            {
                return TResponse.Failure(ToError(outcome.Errors));
            }
        }

        return await next();
    }

    private static Error ToError(List<FluentValidation.Results.ValidationFailure> failures)
    {
        var fields = failures.Take(MostShown)
            .GroupBy(failure => CamelCase(failure.PropertyName), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(failure => failure.ErrorMessage).ToArray(), StringComparer.Ordinal);
        // A rule may name another kind or code than the usual 422, as `exists` does with its 400.
        var kind = failures[0].CustomState is ErrorKind special ? special : ErrorKind.Validation;
        var first = fields.First();
        return new Error(kind, "VALIDATION_ERROR", $"Validation error: {first.Key}: {first.Value[0]}", new Dictionary<string, object?>(StringComparer.Ordinal) { ["fields"] = fields });
    }

    private static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
