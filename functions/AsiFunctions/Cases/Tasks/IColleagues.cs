using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Knows the accounts that a task can be given to.</summary>
public interface IColleagues
{
    /// <summary>
    /// The account in the role that fits the task, or null where there is no such account in the task's organisation or it has no role that fits.
    /// </summary>
    Task<Actor?> FindAsync(string accountId, CaseTask task, CancellationToken cancellation);
}
