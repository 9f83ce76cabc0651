namespace MediatR;

public interface IBaseRequest;

public interface IRequest : IBaseRequest;

public interface IRequest<out TResponse> : IBaseRequest;

public interface IStreamRequest<out TResponse>;

public interface INotification;

public readonly struct Unit
{
    private static readonly Unit Only;

    public static ref readonly Unit Value => ref Only;
}
