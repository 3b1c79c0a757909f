namespace OrleansRisk.Tests.Support;

/// <summary>A model as XGBoost 1.7 writes it.</summary>
public static class SomeXgboost
{
    /// <summary>
    /// One tree on the last three of a counterparty: -0.15 below 0.34 and where that is not known, else 0.4.
    /// </summary>
    public const string Trees = """
        {"learner":{"attributes":{},"feature_names":["amount.z","counterparty.last_3"],"feature_types":[],
        "gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"1"},"tree_info":[0],"trees":[
        {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[1,0,0],
        "split_conditions":[3.4E-1,-1.5E-1,4E-1],"default_left":[1,0,0],"sum_hessian":[2E1,1.5E1,5E0],
        "split_type":[0,0,0],"categories_nodes":[]}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2","num_target":"1"},
        "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[1,7,4]}
        """;
}
