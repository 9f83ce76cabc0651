using System.Diagnostics.CodeAnalysis;

namespace Picora.Domain;

/// <summary>What every outcome offers to code that cannot know its value's type, such as a pipeline behaviour.</summary>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    /// <summary>The value of a success; null of a failure.</summary>
    object? AnyValue { get; }

    static abstract Type ValueType { get; }

    static abstract TSelf Failure(Error error);

    /// <param name="value">Of <see cref="ValueType"/>.</param>
    static abstract TSelf From(object value);
}

/// <summary>The outcome of an operation: a value, or an expected failure. Bugs and broken infrastructure are exceptions instead.</summary>
public readonly struct Result<T> : IResult<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error)
    {
        this.value = value;
        Error = error;
    }

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <exception cref="InvalidOperationException">The result is a failure.</exception>
    public T Value => IsSuccess ? value! : throw new InvalidOperationException($"A failed result has no value: {Error}");

    static Type IResult<Result<T>>.ValueType => typeof(T);

    object? IResult<Result<T>>.AnyValue => IsSuccess ? value : null;

    public static Result<T> Failure(Error error) => new(default, error);

    static Result<T> IResult<Result<T>>.From(object value) => new((T)value, null);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);

    public Result<TNext> Map<TNext>(Func<T, TNext> next) => IsSuccess ? next(value!) : Error;

    public Result<TNext> Bind<TNext>(Func<T, Result<TNext>> next) => IsSuccess ? next(value!) : Error;
}

/// <summary>The value of an operation that has nothing to say beyond having worked.</summary>
public readonly record struct Success
{
    public static Success Value => default;
}
