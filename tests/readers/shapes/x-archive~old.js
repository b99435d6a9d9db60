window.YTD.tweet.part1 = [
  {
    "edit_info": {
      "initial": {
        "editTweetIds": [
          "1786000000000000031"
        ],
        "editableUntil": "2024-05-01T11:00:00.000Z",
        "editsRemaining": "5",
        "isEditEligible": true
      }
    },
    "retweeted": false,
    "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
    "entities": {
      "hashtags": [],
      "symbols": [],
      "user_mentions": [],
      "urls": []
    },
    "display_text_range": [
      "0",
      "41"
    ],
    "favorite_count": "5",
    "id_str": "1786000000000000031",
    "truncated": false,
    "retweet_count": "0",
    "id": "1786000000000000031",
    "created_at": "Wed May 01 10:00:00 +0000 2024",
    "favorited": false,
    "full_text": "I wrote &amp; made this up 🥺\nin two lines",
    "lang": "en",
    "possibly_sensitive": false,
    "extended_entities": {
      "media": [
        {
          "id_str": "1",
          "type": "photo",
          "media_url_https": "https://pbs.twimg.com/media/made_up.jpg",
          "expanded_url": "https://twitter.com/Ada_Made_Up/status/1786000000000000031/photo/1"
        }
      ]
    }
  },
  {
    "edit_info": {
      "initial": {
        "editTweetIds": [
          "1786000000000000032"
        ],
        "editableUntil": "2024-05-01T11:00:00.000Z",
        "editsRemaining": "5",
        "isEditEligible": true
      }
    },
    "retweeted": false,
    "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
    "entities": {
      "hashtags": [],
      "symbols": [],
      "user_mentions": [],
      "urls": []
    },
    "display_text_range": [
      "0",
      "15"
    ],
    "favorite_count": "5",
    "id_str": "1786000000000000032",
    "truncated": false,
    "retweet_count": "0",
    "id": "1786000000000000032",
    "created_at": "Wed May 01 10:00:00 +0000 2024",
    "favorited": false,
    "full_text": "@bo_made_up yes",
    "lang": "en",
    "in_reply_to_status_id": "1786000000000000022",
    "in_reply_to_status_id_str": "1786000000000000022",
    "in_reply_to_user_id": "12",
    "in_reply_to_user_id_str": "12",
    "in_reply_to_screen_name": "bo_made_up",
    "coordinates": {
      "type": "Point",
      "coordinates": [
        "0",
        "0"
      ]
    },
    "geo": {
      "type": "Point",
      "coordinates": [
        "0",
        "0"
      ]
    }
  }
]