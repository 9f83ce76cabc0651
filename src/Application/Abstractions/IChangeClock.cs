namespace Picora.Application.Abstractions;

/// <summary>Tells whether anything was committed to the database since one looked last, far more cheaply than by reading it.</summary>
public interface IChangeClock
{
    /// <summary>
    /// A number that differs from every earlier one as soon as anybody, this process or another, has committed anything in between. What was
    /// read from the database after the call holds until the number is another. Null where, or in a moment in which, the engine cannot say it
    /// cheaply: then nothing may be remembered.
    /// </summary>
    long? Read();
}
