namespace Azure.Data.Tables;

public enum TableUpdateMode
{
    /// <summary>Properties that the entity does not name stay in the row.</summary>
    Merge,

    /// <summary>The row becomes the entity.</summary>
    Replace,
}
