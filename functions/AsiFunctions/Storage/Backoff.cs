using System.Security.Cryptography;

namespace AsiFunctions.Storage;

/// <summary>A pause of random length after a conflict: who read at the same moment does not write at the same moment again.</summary>
/// <remarks>
/// Without it only one of many who change a case at once gets through in each round, and with more
/// people than attempts the last are told that the case is busy.
/// </remarks>
internal static class Backoff
{
    private const int FirstMilliseconds = 16;
    private const int Doublings = 4;

    /// <summary>
    /// Pauses for up to 16 milliseconds after the first conflict, and up to twice as long after each further one, 256 at most; in real time.
    /// </summary>
    /// <param name="attempt">Which attempt failed, from 0.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static Task AfterAsync(int attempt, CancellationToken cancellation) =>
        Task.Delay(RandomNumberGenerator.GetInt32(FirstMilliseconds << Math.Min(attempt, Doublings)), cancellation);
}
