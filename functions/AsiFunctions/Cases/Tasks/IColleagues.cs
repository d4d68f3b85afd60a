using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Cases.Tasks;

/// <summary>Knows the accounts that a task can be given to.</summary>
public interface IColleagues
{
    /// <summary>The account in that role, or null where there is no such account or it does not have the role.</summary>
    Task<Actor?> FindAsync(string accountId, Role role, CancellationToken cancellation);
}
